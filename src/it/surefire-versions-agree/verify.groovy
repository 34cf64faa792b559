assert context.tracker.stop() == [
        TC1: ['Pass'] * 4,
        TC2: ['Fail'] * 4,
        // Surefire 2.22.2 does not run a failed JUnit 5 test again.
        TC3: ['Fail'] + ['Inconclusive'] * 3,
        TC4: ['Fail'] * 4,
        TC5: ['Pass'] * 4,
        TC6: ['Blocked'] * 4,
        TC7: ['Pass'] * 4,
        TC8: ['Fail'] * 4]

assert context.tracker.stop() == [TC1: ['Pass'], TC2: ['Fail'], TC3: ['Fail'], TC4: ['Pass']]

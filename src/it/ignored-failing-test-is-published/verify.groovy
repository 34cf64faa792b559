assert context.tracker.stop() == [TC3: ['Pass'], TC4: ['Fail']]

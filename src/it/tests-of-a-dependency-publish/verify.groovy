assert context.tracker.stop() == [TC1: ['Pass'], TC2: ['Fail']]

def outbox = new File(basedir, '.verdict/outbox')
outbox.mkdirs()
new File(outbox, 'B1-0.json').write('{"format":2}')

'use strict';
// Drives the sandbox with the npm package "rally"; prints what it saw as one JSON object.
// Called with the server's root and, for API keys, the key; for a user with password, both.
const rally = require('rally');
const [server, ...credentials] = process.argv.slice(2);
const access = credentials.length === 1 ? { apiKey: credentials[0] } : { user: credentials[0], pass: credentials[1] };
const api = rally({ server, ...access });

async function main() {
  const seen = {};
  const cases = [];
  for (let number = 1; number <= 5; number++) {
    const created = await api.create({ type: 'testcase', data: { Name: `case ${number}` }, fetch: ['FormattedID'] });
    cases.push(created.Object);
  }
  seen.created = cases.map((object) => object.FormattedID);

  const result = await api.create({
    type: 'testcaseresult',
    data: { TestCase: { _ref: cases[0]._ref }, Build: 'ci-1', Date: '2026-01-05T10:15:30.123Z', Verdict: 'Fail' }
  });
  await api.update({ ref: result.Object._ref, data: { Verdict: 'Pass' } });
  seen.verdict = (await api.get({ ref: cases[0]._ref, fetch: ['LastVerdict'] })).Object.LastVerdict;
  await api.del({ ref: result.Object._ref });
  seen.afterDelete = await api.get({ ref: result.Object._ref }).catch((error) => error.message);

  const page = await api.query({
    type: 'testcase',
    start: 1,
    pageSize: 2,
    limit: Infinity,
    order: 'Name DESC',
    fetch: ['FormattedID'],
    query: rally.util.query.where('Name', 'contains', 'case').and('FormattedID', '!=', 'TC3')
  });
  seen.total = page.TotalResultCount;
  seen.queried = page.Results.map((object) => object.FormattedID);

  const set = await api.create({ type: 'testset', data: { Name: 'Sprint' } });
  const added = await api.add({ ref: set.Object._ref, collection: 'TestCases', data: [{ _ref: cases[1]._ref }], fetch: ['FormattedID'] });
  seen.added = added.Results.map((object) => object.FormattedID);
  await api.remove({ ref: set.Object._ref, collection: 'TestCases', data: [{ _ref: cases[1]._ref }] });
  seen.left = (await api.get({ ref: set.Object._ref, fetch: ['TestCases'] })).Object.TestCases.Count;
  console.log(JSON.stringify(seen));
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});

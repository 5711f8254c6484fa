// Asks endpoints, joined with commas, with Comunica and prints one line of JSON for each solution.
// Usage: node ask.js ENDPOINTS detect|sparql QUERY
"use strict";
const { createRequire } = require("node:module");
const path = require("node:path");
const { QueryEngine } = createRequire(path.resolve(process.env.COMUNICA, "x"))("@comunica/query-sparql");

async function main([endpoints, kind, query]) {
  const sources = endpoints.split(",").map((value) => (kind === "detect" ? value : { type: kind, value }));
  const solutions = await new QueryEngine().queryBindings(query, { sources });
  for (const solution of await solutions.toArray()) {
    const row = [...solution].map(([variable, term]) => [variable.value, term.value]);
    console.log(JSON.stringify(Object.fromEntries(row)));
  }
}

main(process.argv.slice(2)).catch((error) => {
  console.error(String(error));
  process.exitCode = 1;
});

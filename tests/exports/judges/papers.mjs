// Judges the files that Node's packages know: n8n workflows and Microsoft 365 manifests.   papers.mjs PACKAGES FOLDER
import { createRequire } from 'node:module';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const [packages, root] = process.argv.slice(2);
const require = createRequire(join(packages, 'package.json'));
const { validateWorkflow } = require('@n8n/workflow-sdk');
const Ajv = require('ajv-draft-04');
const formats = require('ajv-formats');

const read = (...path) => JSON.parse(readFileSync(join(...path), 'utf8'));
const schemas = join(packages, 'node_modules/@microsoft/app-manifest/build/json-schemas/copilot/declarative-agent');
const known = new Map();

function schema(version) {
  if (!known.has(version)) {
    const ajv = new Ajv({ strict: false, allErrors: true });
    formats(ajv);
    const text = { ...read(schemas, version, 'schema.json'), additionalProperties: false };
    known.set(version, ajv.compile(text));
  }
  return known.get(version);
}

function* refusals(folder) {
  const flow = read(folder, 'n8n_workflow.json');
  const made = validateWorkflow(flow);
  yield* [...made.errors, ...made.warnings].map((one) => `n8n: ${one.message}`);
  const names = new Set(flow.nodes.map((node) => node.name));
  if (names.size !== flow.nodes.length) yield 'n8n: two nodes of one name';
  for (const name of Object.keys(flow.connections)) if (!names.has(name)) yield `n8n: no node ${name}`;
  const { $schema, ...manifest } = read(folder, 'm365_declarative_agent.json'); // the schema names no $schema
  if (!$schema.includes(manifest.version)) yield 'm365: another schema than version';
  const takes = schema(manifest.version);
  if (!takes(manifest)) yield* takes.errors.map((one) => `m365: ${one.instancePath} ${one.message}`);
  if (manifest.instructions.length > 8000) yield 'm365: instructions over 8,000 characters';
}

let refused = 0;
for (const folder of readdirSync(root)) {
  for (const problem of refusals(join(root, folder))) {
    refused += 1;
    console.log(`node refuses ${folder}: ${problem}`);
  }
}
process.exit(refused ? 1 : 0);

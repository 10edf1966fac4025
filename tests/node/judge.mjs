// Reads flowcharts with the real Mermaid: node judge.mjs PACKAGE < ["text", ...] > [{ids, ways, error}, ...]
import { readFileSync } from "node:fs";
import { JSDOM } from "jsdom";

const { window } = new JSDOM("");
Object.assign(globalThis, { window, document: window.document });
const { default: mermaid } = await import(process.argv[2]);
mermaid.initialize({ startOnLoad: false, securityLevel: "strict", maxEdges: 2000, maxTextSize: 5_000_000 });

async function judged(text) {
  try {
    const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
    return { ids: [...db.getVertices().keys()], ways: db.getEdges().map((edge) => [edge.start, edge.end]) };
  } catch (error) {
    return { error: String(error.message ?? error).slice(0, 300) };
  }
}

const answers = [];
for (const text of JSON.parse(readFileSync(0, "utf8"))) answers.push(await judged(text));
process.stdout.write(JSON.stringify(answers));

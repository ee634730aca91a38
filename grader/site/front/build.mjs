// Makes what `grader site` hands out, in built/: the page's program, its worker, its style. `--into DIR` makes it elsewhere.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";

import { build } from "esbuild";

const at = process.argv.indexOf("--into");
const into = at < 0 ? "built" : process.argv[at + 1];
const { metafile } = await build({
  entryPoints: { app: "src/main.ts", worker: "src/worker.ts", style: "src/style.css", offline: "src/offline.js" },
  outdir: into,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  legalComments: "none", // they are all in licences.txt
  logLevel: "warning",
  metafile: true,
});

const inside = Object.keys(metafile.inputs).map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]);
const packages = [...new Set(inside.filter((name) => name))].sort();
const texts = packages.map((name) => {
  const folder = `node_modules/${name}`;
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
  const { version } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  return `${name} ${version}\n\n${file ? readFileSync(`${folder}/${file}`, "utf8").trim() : "MIT"}\n`;
});
writeFileSync(`${into}/licences.txt`, texts.join("\n\n"));

import { existsSync } from "node:fs";
import { basename, extname, resolve } from "node:path";
import { append, line } from "../../base";
import { presetNames, presets } from "../../contract";
import { Inference, inferredTypeScript, inferredYaml } from "../../infer";
import { type Arguments, type Command, ExitCode, type Io, UsageError } from "../command";
import { summaryLines } from "../infer/summary";
import { findInputs, type InputFile } from "../input-files";
import { OptionReader } from "../option-reader";
import { readLines, unreadableParts } from "../read-lines";
import { needWritable, writeFiles } from "../write-file";

/** A first contract from recorded lines. */
export const contractInfer: Command = {
  name: "contract infer",
  summary: "Write a first contract from recorded lines: fields, levels, events, signals",
  usage: "contract infer [--yaml] [--name NAME] [--out FILE] LOG...",
  help: `
Reads recorded lines and prints a contract that they fit. Where a preset fits them (pino, cloudtrail, ...), it extends that, with
what lines have beyond it. Else: fields with their types and units, how levels are written, events with
their fields, and signals worth having. Comments say in how many lines a field is, and show an example, but none of what may be
personal data or a secret. A summary is printed to standard error, with what is not in the contract. LOG is a file, a folder, a glob, or -
for standard input, in any form that sightline replay reads. It only reads files and runs nothing.

  --yaml            print YAML, an entry of contracts, instead of TypeScript; the default for --out with .yaml or .yml
  --name NAME       name of the contract, in kebab-case or snake_case    [the first file's name]
  --out FILE        write to a file that does not exist yet, instead of standard output
  -h, --help        print this text

Exit codes: 0 a contract was printed or written, 2 wrong use, an input that cannot be read to its end, or no lines.

Examples:
  sightline contract infer logs/api.ndjson
  sightline contract infer --yaml --name api 'logs/**/*.gz' > api.yaml
  aws logs tail /ecs/api --since 1d | sightline contract infer --name api --out contracts/api.ts -
`,
  options: { yaml: { type: "boolean" }, name: { type: "string" }, out: { type: "string" } },
  run,
};

interface Settings {
  readonly isYaml: boolean;
  readonly name: string;
  readonly out: string | undefined;
  readonly files: readonly InputFile[];
}

async function run(args: Arguments, io: Io): Promise<number> {
  const { files, isYaml, name, out } = settingsOf(args, io);
  const inference = new Inference(
    name,
    presetNames.map((preset) => presets[preset]),
  );
  const unreadable = await readAll(inference, files, io);
  for (const problem of unreadable) io.stderr.write(`sightline contract infer: ${problem}\n`);
  const inferred = inference.finish();
  if (inferred === undefined) {
    const only = inference.lines === 0 ? "there is no line in the input" : "all lines are what Lambda itself writes";
    io.stderr.write(`sightline contract infer: ${only}, so there is nothing to infer from\n`);
    return ExitCode.usage;
  }
  const text = isYaml ? inferredYaml(inferred) : inferredTypeScript(inferred);
  for (const said of summaryLines(inferred, inference.lines)) io.stderr.write(`${said}\n`);
  if (out === undefined) io.stdout.data(text);
  else {
    const problems = writeFiles([[out, () => text]], io.cwd);
    if (problems.length > 0) throw new UsageError(problems.join("\n"));
    io.stderr.write(line`Wrote ${out}.\n`);
  }
  return unreadable.length > 0 ? ExitCode.usage : ExitCode.ok;
}

function settingsOf({ positionals, values }: Arguments, io: Io): Settings {
  const options = new OptionReader(values);
  options.needValues(["name", "out"]);
  options.need(positionals.length > 0, "give log files, folders, globs, or - for standard input");
  const { files, problems } = findInputs(positionals, io.cwd);
  append(options.problems, problems);
  const name = options.text("name") ?? nameOf(files[0]);
  options.need(
    NAME.test(name),
    line`--name ${name}: use kebab-case or snake_case, beginning with a letter: order-worker`,
  );
  const out = options.text("out");
  const isYamlFile = out !== undefined && /\.ya?ml$/i.test(out);
  options.need(
    !(options.flag("yaml") && out !== undefined && /\.[cm]?[jt]s$/i.test(out)),
    line`--yaml and --out ${out ?? ""}: a file of this name is code; leave --yaml out, or write to a .yaml file`,
  );
  options.need(
    out === undefined || out === "" || !existsSync(resolve(io.cwd, out)),
    line`--out ${out ?? ""}: there is such a file, and it may have been edited; remove it, or write to another`,
  );
  if (options.problems.length > 0) throw new UsageError(options.problems.join("\n"));
  needWritable({ out }, io.cwd);
  return { files, isYaml: options.flag("yaml") || isYamlFile, name, out };
}

/** As in a configuration. */
const NAME = /^(?!(?:constructor|prototype)$)(?=.{1,128}$)[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*$/;

/** A name from that of a file: `logs/order-worker.ndjson.gz` is `order-worker`. */
function nameOf(file: InputFile | undefined): string {
  if (file?.path === undefined) return "app";
  let stem = basename(file.name);
  while (/^\.(?:gz|zst|ndjson|jsonl?|log|txt|csv|out|\d+)$/i.test(extname(stem)))
    stem = stem.slice(0, -extname(stem).length);
  const name = stem
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^[^a-z]+|-+$/g, "")
    .slice(0, 60)
    .replace(/-+$/, "");
  return NAME.test(name) ? name : "app";
}

/** Reads all files, and returns what could not be read of them. */
async function readAll(inference: Inference, files: readonly InputFile[], io: Io): Promise<readonly string[]> {
  const unreadable: string[] = [];
  for await (const { problems, records } of readLines(files, io)) {
    append(unreadable, unreadableParts(problems).slice(0, MOST_UNREADABLE - unreadable.length));
    for (const record of records) inference.add(record);
  }
  return unreadable;
}

/** Parts of inputs that are said not to be readable. */
const MOST_UNREADABLE = 100;

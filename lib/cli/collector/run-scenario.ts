import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { counted, line } from "../../base";
import type { CollectorDocument } from "../../collector";
import {
  type Change,
  type CollectorScenario,
  CollectorScenarioError,
  type CollectorVerdict,
  decisionsOf,
  deliveries,
  fileReceiver,
  findingAt,
  judgeScenario,
  prepare,
  type Prepared,
  readsFiles,
  sentItems,
  type SentItem,
  unknownNames,
} from "../../collector/scenarios";
import { type Io, UsageError } from "../command";
import { readText, whyUnreadable } from "../read-text";
import { ask, freePorts } from "./loopback";
import { samplesOf, whenQuiet, whenReady } from "./quiet";
import { CollectorDied, RunningCollector } from "./running";
import { Sinks } from "./sinks";

/** What a scenario is run with. */
export interface RunOptions {
  readonly document: CollectorDocument;
  /** What was changed in it before. */
  readonly changes: readonly Change[];
  /** The configuration's file. */
  readonly config: string;
  /** The collector's program. */
  readonly program: string;
  readonly realWaits: boolean;
}

/** What a run has shown. */
export interface CollectorRun {
  readonly verdict: CollectorVerdict;
  readonly changes: readonly Change[];
}

/** A file that a scenario names has at most so many bytes. */
const MOST_FILE = 64_000_000;

/** How often a collector is started again because another program took its port. */
const MOST_STARTS = 3;

/**
 * Runs a scenario in a collector of its own. Nothing of it is left: neither the process nor its folder.
 *
 * @throws UsageError if the scenario or its files cannot be read, or the collector ends by itself
 */
export async function runInCollector(
  scenario: CollectorScenario,
  options: RunOptions,
  io: Io,
  aborted: AbortSignal,
): Promise<CollectorRun> {
  const unknown = unknownNames(scenario, options.document);
  if (unknown.length > 0) throw new CollectorScenarioError(unknown);
  const texts = new Map<string, string>();
  const textOf = (file: string): string => {
    const known = texts.get(file) ?? fileText(scenario, file, io);
    texts.set(file, known);
    return known;
  };
  const start = BigInt(io.now().getTime() - 60_000) * 1_000_000n;
  const sent = sentItems(scenario, textOf, (each) => fileReceiver(each, readsFiles) !== undefined, start);
  // The collector's own log goes through a pipe, so the folder has only what it is given and writes.
  const folder = mkdtempSync(join(tmpdir(), "sightline-collector-"));
  try {
    const given = writeGiven(scenario, textOf, folder);
    for (let nth = 1; ; nth++) {
      try {
        return await runOnce({ scenario, options, io, aborted, sent, folder: join(folder, String(nth)), given });
      } catch (error) {
        const isTaken = error instanceof CollectorDied && error.log.includes("address already in use");
        if (!isTaken || nth === MOST_STARTS) throw error;
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Run {
  readonly scenario: CollectorScenario;
  readonly options: RunOptions;
  readonly io: Io;
  readonly aborted: AbortSignal;
  readonly sent: readonly SentItem[];
  readonly folder: string;
  readonly given: Given;
}

async function runOnce({ scenario, options, io, aborted, sent, folder, given }: Run): Promise<CollectorRun> {
  const { document, config, program, realWaits } = options;
  mkdirSync(folder);
  const receivers = new Set(Object.values(document.service.pipelines).flatMap((each) => each.receivers));
  const ports = await freePorts(receivers.size + 1);
  const env = { ...io.env, ...scenario.env };
  const prepared = prepare(document, {
    folder,
    port: () => ports.pop() ?? 0,
    env,
    files: given.files,
    realWaits,
  });
  const file = join(folder, "configuration.json");
  writeFileSync(file, JSON.stringify(prepared.configuration));
  const collector = new RunningCollector(program, file, {
    cwd: dirname(resolve(io.cwd, config)),
    env: { ...env, AWS_EC2_METADATA_DISABLED: "true", ...prepared.variables },
  });
  try {
    const sinks = new Sinks(prepared, folder);
    const outcome = await through(collector, prepared, sinks, { scenario, sent, aborted });
    const hasEnded = await collector.end();
    sinks.read();
    const findings = [
      ...outcome.findings,
      ...(hasEnded
        ? []
        : [
            findingAt(
              scenario,
              "collector-scenario-not-quiet",
              [],
              "the collector did not end when it was asked to, and was killed",
              "What it still held was not judged.",
            ),
          ]),
    ];
    const decisions = decisionsOf(document, prepared.conditions, outcome.samples, sent);
    const { messages } = sinks;
    return {
      verdict: judgeScenario(scenario, { sent, files: given.texts, messages, log: collector.log, findings, decisions }),
      changes: [...options.changes, ...prepared.changes],
    };
  } finally {
    await collector.kill();
  }
}

/** Sends everything through a collector that has been started, and waits until it is quiet. */
async function through(
  collector: RunningCollector,
  prepared: Prepared,
  sinks: Sinks,
  { scenario, sent, aborted }: Pick<Run, "scenario" | "sent" | "aborted">,
) {
  try {
    if (!(await whenReady(collector, prepared, aborted)))
      throw new CollectorDied("did not become ready, and was ended", collector.log);
    // By what was answered: a receiver that refuses one message often refuses all.
    const refused = new Map<string, number>();
    for (const { port, path, body, items, receiver } of deliveries(sent, prepared.entries)) {
      const answer = await ask(port, path, aborted, JSON.stringify(body)).catch((error: unknown) => {
        aborted.throwIfAborted();
        collector.needAlive();
        return { status: 0, text: error instanceof Error ? error.message : String(error) };
      });
      if (answer.status !== 200 || /"rejected\w+":"?[1-9]/.test(answer.text)) {
        const said = `${receiver} answered ${answer.status} for ${path}: ${answer.text.slice(0, 500)}`;
        refused.set(said, (refused.get(said) ?? 0) + items);
      }
    }
    const { samples, isQuiet } = await whenQuiet(collector, prepared, sinks, aborted);
    const last = await samplesOf(prepared.metricsPort, aborted);
    return {
      samples: last.length > 0 ? last : samples,
      findings: [
        ...[...refused].map(([said, many]) =>
          findingAt(
            scenario,
            "collector-scenario-not-sent",
            ["send"],
            `${counted(many, "item")} may not have come in; ${said}`,
            "Read the answer: the receiver or a processor refuses this.",
          ),
        ),
        ...(isQuiet
          ? []
          : [
              findingAt(
                scenario,
                "collector-scenario-not-quiet",
                [],
                "the collector was still working when the wait for it ended",
                "Send less, or shorten intervals in the configuration.",
              ),
            ]),
      ],
    };
  } catch (error) {
    // What killed it may still be on its way from its log.
    if (error instanceof CollectorDied && collector.hasEnded) {
      await collector.whenDead();
      collector.needAlive();
    }
    throw error;
  }
}

/** Files for receivers that read files. */
interface Given {
  readonly files: ReadonlyMap<string, readonly string[]>;
  readonly texts: readonly string[];
}

function writeGiven(scenario: CollectorScenario, textOf: (file: string) => string, folder: string): Given {
  const files = new Map<string, string[]>();
  const texts: string[] = [];
  for (const [at, sending] of scenario.send.entries()) {
    const receiver = fileReceiver(sending, readsFiles);
    if (receiver === undefined || (sending.kind !== "lines" && sending.kind !== "event")) continue;
    const [written, name] =
      sending.kind === "event"
        ? [sending.line, "events.log"]
        : [textOf(sending.file), sending.as ?? basename(sending.file)];
    const text = written.replace(/(?<!\n)$/, "\n").repeat(sending.count);
    // A path that climbs out of the folder ends at its root.
    const path = join(folder, "files", String(at), resolve("/", name));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    texts.push(text);
    files.set(receiver, [...(files.get(receiver) ?? []), path]);
  }
  return { files, texts };
}

function fileText(scenario: CollectorScenario, file: string, io: Io): string {
  const path = join(dirname(scenario.file), file);
  try {
    return readText(path, io.cwd, { most: MOST_FILE });
  } catch (error) {
    throw new UsageError(line`${path}: ${whyUnreadable(error)}`);
  }
}

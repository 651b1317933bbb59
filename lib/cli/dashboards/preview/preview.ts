import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { line } from "../../../base";
import { type ChartLibrary, type DashboardModel, type PageModel, previewPage } from "../../../dashboards/preview";
import { type Arguments, ExitCode, type Io, UsageError } from "../../command";
import { interruptible } from "../../interruptible";
import { readSubject } from "../../replay/subject";
import { writeFiles } from "../../write-file";
import { whyUnwritable } from "../../why-unwritable";
import { isAskable } from "./ask-data";
import { askingOf } from "./asking";
import { boardsBefore } from "./boards-before";
import { boardPairs } from "./compared";
import { drawBoards } from "./draw";
import { lineStore } from "./lines";
import { type ReadBoard, readBoards } from "./read-dashboards";
import { readRecorded, type Recorded, routeOf } from "./recorded";
import { serve } from "./serve";
import { previewSettings } from "./settings";
import { sourceFor } from "./source";

/** Draws dashboards with data from recorded logs as one page. */
export async function previewDashboards(args: Arguments, io: Io): Promise<number> {
  const settings = previewSettings(args);
  const { diff, env, templates } = settings;
  const after = readBoards(settings.dashboards, env, io);
  const before = diff === undefined ? undefined : await boardsBefore(diff, settings, io);
  const library = chartLibrary();
  const subject = env === undefined && templates.length === 0 ? undefined : await readSubject(settings, io);
  const isAsked = subject?.plan !== undefined && [...after, ...(before ?? [])].some(isAsking);
  await interruptible(io, async (aborted) => {
    const lines = isAsked ? lineStore(routeOf(subject, settings)) : undefined;
    try {
      const recorded = await readRecorded(settings, { subject, lines }, io, aborted);
      const source = sourceFor(recorded, lines && (await askingOf(recorded, subject?.plan, lines)));
      const pairs = before === undefined ? after.map((one) => ({ after: one })) : boardPairs(before, after);
      const names = diff === undefined ? undefined : ([diff, "now"] as const);
      const { answers, models } = await drawBoards(pairs, names, source);
      const page = previewPage(io.stdout.forPeople(pageModel(models, recorded, settings.serve)), library);
      io.stderr.write(line`${recorded.source}\n`);
      if (settings.serve) await serve(page, async (path) => io.stdout.forPeople(await answers(path)), io);
      else write(page, settings.out, io);
    } finally {
      lines?.remove();
    }
  });
  return ExitCode.ok;
}

/** Whether a panel asks for lines or signals. */
function isAsking({ dashboard }: ReadBoard): boolean {
  return dashboard.panels.some(({ queries }) => queries.some(isAskable));
}

function write(page: string, folder: string, io: Io): void {
  const file = join(folder, "index.html");
  makeFolder(folder, io);
  const problems = writeFiles([[file, () => page]], io.cwd);
  if (problems.length > 0) throw new UsageError(problems.join("\n"));
  io.stdout.write(line`${file}\n`);
}

function pageModel(
  dashboards: readonly DashboardModel[],
  { alarms, from, notes, source, to }: Recorded,
  isServed: boolean,
): PageModel {
  return { title: "Sightline preview", from: from / 1000, to: to / 1000, source, notes, alarms, dashboards, isServed };
}

/** uPlot as it is installed, to stand in the page itself. */
function chartLibrary(): ChartLibrary {
  const from = createRequire(__filename);
  const text = (file: string) => readFileSync(from.resolve(`uplot/dist/${file}`), "utf8");
  return { script: text("uPlot.iife.min.js"), styles: text("uPlot.min.css") };
}

function makeFolder(folder: string, io: Io): void {
  try {
    mkdirSync(resolve(io.cwd, folder), { recursive: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === "EEXIST" ? "it is a file; give a folder" : whyUnwritable(error);
    throw new UsageError(line`--out ${folder} cannot be written: ${why}`);
  }
}

import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { line } from "../../../base";
import { type ChartLibrary, type DashboardModel, type PageModel, previewPage } from "../../../dashboards/preview";
import { type Arguments, ExitCode, type Io, UsageError } from "../../command";
import { writeFiles } from "../../replay/write-file";
import { whyUnwritable } from "../../why-unwritable";
import { boardsBefore } from "./boards-before";
import { boardPairs } from "./compared";
import { drawBoards } from "./draw";
import { readBoards } from "./read-dashboards";
import { readRecorded, type Recorded } from "./recorded";
import { serve } from "./serve";
import { previewSettings } from "./settings";

/** Draws dashboards with data from recorded logs as one page. */
export async function previewDashboards(args: Arguments, io: Io): Promise<number> {
  const settings = previewSettings(args);
  const boards = readBoards(settings.dashboards, settings.env, io);
  const library = chartLibrary();
  const { diff, serve: isServed } = settings;
  const before = diff === undefined ? undefined : await boardsBefore(diff, settings, io);
  const recorded = await readRecorded(settings, io);
  const pairs = before === undefined ? boards.map((after) => ({ after })) : boardPairs(before, boards);
  const names = diff === undefined ? undefined : ([diff, "now"] as const);
  const { answers, models } = await drawBoards(pairs, names, recorded);
  const page = previewPage(io.stdout.forPeople(pageModel(models, recorded, isServed)), library);
  io.stderr.write(line`${recorded.source}\n`);
  if (isServed) await serve(page, async (path) => io.stdout.forPeople(await answers(path)), io);
  else write(page, settings.out, io);
  return ExitCode.ok;
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

import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { line } from "../../../base";
import {
  type ChartLibrary,
  type DashboardModel,
  type PageModel,
  previewOf,
  previewPage,
} from "../../../dashboards/preview";
import { type Arguments, ExitCode, type Io, UsageError } from "../../command";
import { writeFiles } from "../../replay/write-file";
import { whyUnwritable } from "../../why-unwritable";
import { type BoardPair, boardPairs, comparison } from "./compared";
import { readBoards, type ReadBoard } from "./read-dashboards";
import { readRecorded, type Recorded } from "./recorded";
import { previewSettings, type PreviewSettings } from "./settings";
import { sourceOf } from "./source";

/** Draws dashboards with data from recorded logs as one page. */
export async function previewDashboards(args: Arguments, io: Io): Promise<number> {
  const settings = previewSettings(args);
  const boards = readBoards(settings.dashboards, settings.env, io);
  const library = chartLibrary();
  const recorded = await readRecorded(settings, io);
  const dashboards =
    settings.diff === undefined
      ? await drawnAll(boards, recorded)
      : await drawnBeside(boardPairs(readBoards([settings.diff], undefined, io), boards), settings, recorded);
  const page = previewPage(io.stdout.forPeople(pageModel(dashboards, recorded)), library);
  const file = join(settings.out, "index.html");
  makeFolder(settings.out, io);
  const problems = writeFiles([[file, () => page]], io.cwd);
  if (problems.length > 0) throw new UsageError(problems.join("\n"));
  io.stderr.write(line`${recorded.source}\n`);
  io.stdout.write(line`${file}\n`);
  return ExitCode.ok;
}

async function drawnAll(boards: readonly ReadBoard[], recorded: Recorded): Promise<readonly DashboardModel[]> {
  const models: DashboardModel[] = [];
  for (const [index, board] of boards.entries()) models.push(await drawn(board, `d${index + 1}`, recorded));
  return models;
}

/** Both versions with the same data; dashboards that differ come first. */
async function drawnBeside(
  pairs: readonly BoardPair[],
  { dashboards, diff = "before" }: PreviewSettings,
  recorded: Recorded,
): Promise<readonly DashboardModel[]> {
  const names = [diff, dashboards[0] ?? "now"] as const;
  const models: DashboardModel[] = [];
  for (const [index, { after, before }] of pairs.entries()) {
    const shown = after ?? before;
    if (shown === undefined) continue;
    const id = `d${index + 1}`;
    const differs = before === undefined || after === undefined ? undefined : comparison(before, after);
    models.push({
      ...(await drawn(shown, id, recorded)),
      compared: {
        names,
        ...(before === undefined ? {} : { before: await drawn(before, id, recorded) }),
        isRemoved: after === undefined,
        changes: differs?.changes ?? [],
        words: differs?.words ?? [after === undefined ? "This dashboard is gone." : "This dashboard is new."],
      },
    });
  }
  const isSame = ({ compared }: DashboardModel) => compared?.changes.length === 0 && compared.words.length === 0;
  return [...models.filter((model) => !isSame(model)), ...models.filter(isSame)];
}

function drawn({ dashboard, file, json }: ReadBoard, id: string, recorded: Recorded): Promise<DashboardModel> {
  return previewOf({ id, file, dashboard, json }, sourceOf(recorded, json));
}

function pageModel(dashboards: readonly DashboardModel[], { alarms, from, notes, source, to }: Recorded): PageModel {
  return { title: "Sightline preview", from: from / 1000, to: to / 1000, source, notes, alarms, dashboards };
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

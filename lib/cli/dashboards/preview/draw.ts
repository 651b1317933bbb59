import {
  type ComparedModel,
  dataFor,
  type DashboardModel,
  previewOf,
  type PreviewSource,
} from "../../../dashboards/preview";
import { type BoardPair, comparison } from "./compared";
import type { ReadBoard } from "./read-dashboards";
import type { Answers } from "./serve";

/** Dashboards as a page has them, and the answers to what it does not have. */
export interface DrawnBoards {
  readonly models: readonly DashboardModel[];
  readonly answers: Answers;
}

interface Drawn {
  readonly board: ReadBoard;
  readonly model: DashboardModel;
}

/** @param names what the versions are called, where there are two */
export async function drawBoards(
  pairs: readonly BoardPair[],
  names: readonly [before: string, after: string] | undefined,
  source: PreviewSource,
): Promise<DrawnBoards> {
  const known = new Map<string, Drawn>();
  const models: DashboardModel[] = [];
  for (const [index, { after, before }] of pairs.entries()) {
    const id = `d${index + 1}`;
    const [is, was] = [await drawn(after ?? before, id, source), before && (await drawn(before, id, source))];
    if (is === undefined) continue;
    known.set(`${id}/after`, is);
    if (was !== undefined) known.set(`${id}/before`, was);
    models.push(
      names === undefined ? is.model : { ...is.model, compared: comparedModel(names, { before, after }, was?.model) },
    );
  }
  return {
    models: [...models.filter((model) => !isSame(model)), ...models.filter(isSame)],
    answers: async (path) => {
      const [, id = "", side = "", panel = "", key = ""] =
        /^\/data\/(d\d+)\/(before|after)\/(\d{1,6})\/([\d.]*)$/.exec(path) ?? [];
      const found = known.get(`${id}/${side}`);
      if (found === undefined) return undefined;
      const { board, model } = found;
      return dataFor({ ...board, id }, model, Number(panel), key, source);
    },
  };
}

async function drawn(board: ReadBoard | undefined, id: string, source: PreviewSource): Promise<Drawn | undefined> {
  if (board === undefined) return undefined;
  return { board, model: await previewOf({ ...board, id }, source) };
}

function comparedModel(
  names: readonly [before: string, after: string],
  { after, before }: BoardPair,
  model: DashboardModel | undefined,
): ComparedModel {
  const differs = before === undefined || after === undefined ? undefined : comparison(before, after);
  return {
    names,
    ...(model === undefined ? {} : { before: model }),
    isRemoved: after === undefined,
    changes: differs?.changes ?? [],
    words: differs?.words ?? [after === undefined ? "This dashboard is gone." : "This dashboard is new."],
  };
}

function isSame({ compared }: DashboardModel): boolean {
  return compared?.changes.length === 0 && compared.words.length === 0;
}

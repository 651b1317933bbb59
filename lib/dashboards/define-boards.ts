import type { EnvironmentPlan } from "../config";
import type { Board } from "./board";

/** What boards of your own are made of. */
export interface BoardsScope {
  /** The environment, with everything that follows from its configuration. */
  readonly plan: EnvironmentPlan;

  /** The boards that the environment has without yours, to take panels from. */
  readonly boards: readonly Board[];
}

/** Makes the boards of your own for an environment. */
export type BoardsMaker = (scope: BoardsScope) => readonly Board[];

/** The default export of `sightline.dashboards.ts`, with its types. */
export function defineBoards(maker: BoardsMaker): BoardsMaker {
  return maker;
}

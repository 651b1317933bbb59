import { type Path, valueAt } from "../../base";
import type { Component } from "../model/component";
import type { CollectorFault } from "./collector-error";

/** What is said above a part of a configuration. */
export interface DocumentComment {
  readonly path: Path;
  readonly text: string;
}

/** What is said of a component's settings, and reasons for settings that it does not have. */
export function componentComments(
  { options: { extra = {}, why = {} }, typed }: Component,
  path: Path,
  settings: object,
): { readonly comments: readonly DocumentComment[]; readonly faults: readonly CollectorFault[] } {
  const reasons = Object.entries(typeof why === "string" ? { "": why } : why).map(([key, text]) => ({
    path: key === "" ? path : [...path, ...key.split(".")],
    text,
  }));
  const faults = reasons.flatMap(({ path: at }): CollectorFault[] =>
    valueAt(settings, at.slice(path.length)) === undefined
      ? [
          {
            problem: "reason-of-nothing",
            path: at,
            message: "has a reason, but no value",
            fix: "Remove the reason from `why`, or write its path as the settings have it: sending_queue.queue_size.",
          },
        ]
      : [],
  );
  const unchecked = [
    ...(typed ? [] : [{ path, text: "Sightline has no types for this component: nothing has checked its settings." }]),
    ...Object.keys(extra).map((key) => ({
      path: [...path, key],
      text: "Sightline has no type for this setting: nothing has checked it.",
    })),
  ];
  return { comments: [...reasons, ...unchecked], faults };
}

import { plainText } from "../../../dashboards/diff";
import { type DiffOutcome, pathsText } from "./outcome";

/** For programs: changes as data, each dashboard's sentences beside them. */
export function diffJson({ alarms, alone, dashboards, given, since, unread }: DiffOutcome): string {
  return `${JSON.stringify(
    {
      since,
      dashboards: dashboards.map(({ changes, panels, path, sentences, state, title, was }) => ({
        file: pathsText(given, [path]),
        ...(was !== undefined && { was: pathsText(given, [was]) }),
        state,
        title,
        panels,
        changes,
        sentences: sentences.map(({ words }) => plainText(words)),
      })),
      ...(alarms && {
        alarms: alarms.map((alarm) => ({ stack: alarm.stack, ...alarm.said, besidePanel: !alone.includes(alarm) })),
      }),
      unread: unread.map(({ path, why }) => ({ file: pathsText(given, [path]), why })),
    },
    null,
    2,
  )}\n`;
}

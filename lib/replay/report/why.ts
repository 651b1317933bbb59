// Datapoints that are listed; the threshold follows the list.
const most = 3;

/**
 * The reason of a transition for people: of a list of datapoints the first three, so that the threshold, which follows the list, is
 * never behind what a reader still reads. The result and the JSON have CloudWatch's whole text.
 */
export function whyText(reason: string): string {
  return reason.replaceAll(/\[([^[\]]*\)(?:, and \d+ more)?)\]/g, (list, inside: string) => {
    const points = inside.split(/(?<=\)), /);
    const more = /^and (\d+) more$/.exec(points.at(-1) ?? "")?.[1];
    const hidden = points.length - most + (more === undefined ? 0 : Number(more) - 1);
    return points.length <= most ? list : `[${points.slice(0, most).join(", ")}, and ${hidden} more]`;
  });
}

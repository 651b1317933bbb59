import type { AlarmState } from "../../../lib/aws";
import type { Hold } from "../../../lib/replay/alarms";
import type { AlarmChart, AlarmResult, Notification, ReplayResult, Transition } from "../../../lib/replay/result";

// Parts of results, for tests of how reports read them. Whole results are made by the replay: see day.ts.

const dayStart = Date.parse("2026-11-20T00:00:00Z");
export const minutesOfADay = 24 * 60;

/** A time of the sample's day, in milliseconds since 1970, of minutes since midnight or as `14:02`. */
export function at(time: number | string): number {
  const [hours = 0, minutes = 0] = typeof time === "string" ? time.split(":").map(Number) : [0, time];
  return dayStart + (hours * 60 + minutes) * 60_000;
}

const arn = (service: string, name: string): string => `arn:aws:${service}:eu-central-1:111122223333:${name}`;

/** A notification through a topic without subscriptions. */
export function notification(
  time: number | string,
  state: AlarmState,
  through: string,
  held: Hold | null = null,
): Notification {
  return { at: at(time), state, action: arn("sns", through), through, channels: [], held };
}

/** Transitions out of INSUFFICIENT_DATA through `[time, state, reason]`. */
export function transitions(
  ...steps: readonly (readonly [number | string, AlarmState, (string | undefined)?])[]
): Transition[] {
  let from: AlarmState = "INSUFFICIENT_DATA";
  return steps.map(([time, to, reason = ""]) => {
    const transition = { at: at(time), from, to, reason, logEdge: null, missingOperands: [], undocumented: [] };
    from = to;
    return transition;
  });
}

/** An alarm with defaults for everything that is not given. */
export function alarm(name: string, given: Partial<AlarmResult> = {}): AlarmResult {
  const steps = given.transitions ?? [];
  return {
    name,
    address: `aws_cloudwatch_metric_alarm.${name}`,
    kind: "metric",
    severity: "warning",
    evaluated: true,
    whyNot: null,
    assumes: [],
    state: steps.at(-1)?.to ?? "INSUFFICIENT_DATA",
    transitions: steps,
    notified: [],
    toldThrough: [],
    noData: [],
    chart: null,
    ...given,
  };
}

/** A chart whose value at each minute is `value`, with a point wherever it changes. */
export function chart(
  label: string,
  threshold: number,
  value: (minute: number) => number | null,
  given: Partial<AlarmChart> = {},
): AlarmChart {
  const points: { at: number; value: number | null }[] = [];
  let before: number | null | undefined;
  for (let minute = 0; minute <= minutesOfADay; minute++) {
    const now = value(minute);
    if (now !== before) points.push({ at: at(minute), value: now });
    before = now;
  }
  return { label, unit: "Count", comparison: "GreaterThanThreshold", threshold, period: 300, points, ...given };
}

/** Noise that is the same in every run: 0 to 1 for a whole number. */
export function noise(seed: number): number {
  const x = Math.sin(seed * 12.9898) * 43758.5453;
  return x - Math.floor(x);
}

/** Texts that try to break out of HTML, Markdown, XML or a terminal, or to change the direction of the text around them. */
export const hostile = {
  name: `x"'><img src=x onerror=alert(1)></script><script>window.hacked=1</script> | \`a\` @octocat`,
  text: "]]> --> </title></style></svg></details> \u202egnp.exe\u2066 \u001b[31mred\u001b[0m \u0000 & &lt; {{x}} ${y} <!--",
  line: '{"m":"</script><script>window.hacked=2</script>","u":"مرحبا \u200f","x":"\u001b]0;title\u0007"}',
};

/**
 * The result of a day with many alarms in place of its own, each with a datapoint `every` so many minutes; one in `firing` fires once a
 * day for half an hour, when its metric is high, for the reason of the day's first alarm.
 */
export function manyAlarms(shopDay: ReplayResult, { alarms, days, every = 1, firing }: Many): ReplayResult {
  const minutes = days * minutesOfADay;
  const isHigh = (minute: number): boolean => minute % minutesOfADay >= 840 && minute % minutesOfADay < 870;
  // Alarms share two series, because only the number of charts matters.
  const series = [false, true].map((fires) =>
    Array.from({ length: minutes / every }, (_, index) => ({
      at: at(index * every),
      value: (fires && isHigh(index * every) ? 60 : 0) + Math.round(40 * noise(index)),
    })),
  );
  const told = shopDay.alarms.flatMap(({ notified }) => notified).find(({ held }) => held === null)!;
  const fired = shopDay.alarms.flatMap((one) => one.transitions).find(({ to }) => to === "ALARM");
  const steps = transitions(
    [5, "OK"],
    ...Array.from({ length: days }, (_, index) => [
      [index * minutesOfADay + 841, "ALARM", fired?.reason] as const,
      [index * minutesOfADay + 871, "OK"] as const,
    ]).flat(),
  );
  const names = ["critical", "warning", "info"];
  return {
    ...shopDay,
    to: at(minutes),
    lastRecord: at(minutes),
    alarms: Array.from({ length: alarms }, (_, index) => {
      const fires = index % firing === 0;
      const severity = names[index % 3]!;
      return alarm(`shop-prod-service-${index}-errors-${severity}`, {
        severity,
        transitions: fires ? steps : steps.slice(0, 1),
        notified: fires ? steps.slice(1).map(({ at: time, to }) => ({ ...told, at: time, state: to })) : [],
        chart: { ...chart("Sum of Errors over 5 minutes", 50, () => null), points: series[fires ? 1 : 0]! },
      });
    }),
  };
}

interface Many {
  readonly alarms: number;
  readonly days: number;
  readonly every?: number;
  readonly firing: number;
}

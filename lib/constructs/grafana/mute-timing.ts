import { TerraformResource, type TerraformMetaArguments } from "cdktf";
import type { Construct } from "constructs";
import { isTimeZone } from "../../aws";
import { excerpt } from "../../base";
import { isKnown } from "../aws/tokens";
import { resourceArguments, resourceConfig } from "./arguments";
import { formFault, type GrafanaFault, nameForm, refuse } from "./faults";

const weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
const months = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];

/** Times that have all that is given. */
export interface GrafanaMuteInterval {
  /** From and to, as `22:00` and `24:00`; neither crosses midnight. */
  readonly times?: readonly { readonly start: string; readonly end: string }[];

  /** `monday`, or `monday:friday`. */
  readonly weekdays?: readonly string[];

  /** `1`, `1:7`; `-1` is the last. */
  readonly daysOfMonth?: readonly string[];

  /** `1`, `june:august`. */
  readonly months?: readonly string[];

  /** `2026`, `2026:2028`. */
  readonly years?: readonly string[];

  /** IANA time zone; UTC by default. */
  readonly location?: string;
}

/** Props of {@link GrafanaMuteTiming}. */
export interface GrafanaMuteTimingProps extends TerraformMetaArguments {
  /** What policies call it. */
  readonly name: string;

  /** When it holds: at any of these. */
  readonly intervals: readonly GrafanaMuteInterval[];

  /**
   * Whether it can be changed in Grafana.
   *
   * @default false
   */
  readonly disableProvenance?: boolean;
}

/**
 * The resource grafana_mute_timing.
 *
 * @see https://registry.terraform.io/providers/grafana/grafana/latest/docs/resources/mute_timing
 */
export class GrafanaMuteTiming extends TerraformResource {
  static readonly tfResourceType = "grafana_mute_timing";

  /** @throws {ConstructError} for all that Grafana would refuse when it is applied */
  constructor(
    scope: Construct,
    id: string,
    private readonly props: GrafanaMuteTimingProps,
  ) {
    super(scope, id, resourceConfig(GrafanaMuteTiming.tfResourceType, props));
    refuse(this.node.path, [
      ...formFault("name", props.name, nameForm),
      ...props.intervals.flatMap((interval, index) => intervalFaults(`intervals[${index}]`, interval)),
    ]);
  }

  /** Its name, as a reference to the resource. */
  get name(): string {
    return this.getStringAttribute("name");
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return resourceArguments(this.props);
  }
}

function intervalFaults(at: string, interval: GrafanaMuteInterval): GrafanaFault[] {
  const { location, times = [] } = interval;
  return [
    ...times.flatMap(({ end, start }, index): GrafanaFault[] =>
      (minuteOf(start) ?? Number.NaN) < (minuteOf(end) ?? Number.NaN)
        ? []
        : [
            {
              property: `${at}.times[${index}]`,
              message: `is from ${excerpt(start)} to ${excerpt(end)}`,
              fix: "Write hours and minutes, the earlier first: 22:00 to 24:00, and 00:00 to 06:00 beside it.",
            },
          ],
    ),
    ...rangeFaults(`${at}.weekdays`, interval.weekdays, (text) => ordinal(weekdays, text), "monday, monday:friday"),
    ...rangeFaults(`${at}.months`, interval.months, (text) => monthOf(text), "1, june:august"),
    ...rangeFaults(`${at}.years`, interval.years, (text) => numberIn(text, 1970, 9999), "2026, 2026:2028"),
    ...rangeFaults(`${at}.daysOfMonth`, interval.daysOfMonth, dayOf, "1, 1:7, -3:-1"),
    ...(location === undefined || !isKnown(location) || isTimeZone(location)
      ? []
      : [
          {
            property: `${at}.location`,
            message: `is ${excerpt(location)}`,
            fix: "Write the IANA name of a time zone: Europe/Berlin.",
          },
        ]),
  ];
}

function rangeFaults(
  property: string,
  texts: readonly string[] | undefined,
  read: (text: string) => number | undefined,
  examples: string,
): GrafanaFault[] {
  return (texts ?? []).flatMap((text, index): GrafanaFault[] => {
    const parts = text.split(":");
    const [first, last] = parts.map(read);
    const isRange = parts.length === 2 && first !== undefined && last !== undefined && first <= last;
    return isRange || (parts.length === 1 && first !== undefined)
      ? []
      : [{ property: `${property}[${index}]`, message: `is ${excerpt(text)}`, fix: `Write it as ${examples}.` }];
  });
}

function ordinal(names: readonly string[], text: string): number | undefined {
  const index = names.indexOf(text.toLowerCase());
  return index < 0 ? undefined : index;
}

function monthOf(text: string): number | undefined {
  const named = ordinal(months, text);
  return named === undefined ? numberIn(text, 1, 12) : named + 1;
}

// From the end of the month, those that are negative: a range is of one kind, or goes from the first to a last one.
function dayOf(text: string): number | undefined {
  const day = /^-?\d{1,2}$/.test(text) ? Number(text) : 0;
  if (day === 0 || Math.abs(day) > 31) return undefined;
  return day < 0 ? 32 + day : day;
}

function numberIn(text: string, least: number, most: number): number | undefined {
  const value = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
  return value >= least && value <= most ? value : undefined;
}

function minuteOf(text: string): number | undefined {
  const [, hours = "", minutes = ""] = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(text) ?? [];
  const minute = Number(hours) * 60 + Number(minutes);
  return hours === "" || minute > 1440 ? undefined : minute;
}

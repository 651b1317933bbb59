import { Construct } from "constructs";
import { XrayGroup } from "@cdktf/provider-aws/lib/xray-group";
import { type TraceFilterFault, traceFilterFault } from "../../aws";
import { badTraceFilter, reservedName } from "../errors";
import { checkKnownText } from "./checks";
import { checkTags, type Tags } from "./tags";
import { isKnown, literal } from "./tokens";

/** Props of {@link TraceGroup}. */
export interface TraceGroupProps {
  /** Name of the group, at most 32 characters, and not `Default`. It is the dimension `GroupName` of the group's metrics. */
  readonly name: string;

  /** Which traces are in the group, as X-Ray's filter expression: `service("checkout") { fault }`. */
  readonly where: string;

  /**
   * Whether X-Ray looks for anomalies among the group's faults; and whether it sends events about them to EventBridge, which it does
   * with `{ notifications: true }`.
   *
   * @default false
   */
  readonly insights?: boolean | { readonly notifications: boolean };

  /**
   * Tags of the group.
   *
   * @default - only the provider's default tags
   */
  readonly tags?: Tags;
}

/**
 * Traces that belong together: X-Ray has a map, metrics (namespace AWS/X-Ray, dimension GroupName) and, if asked for, insights of
 * each group.
 *
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-console-groups.html
 */
export class TraceGroup extends Construct {
  readonly resource: XrayGroup;

  /** Name of the group, as a reference to the resource. */
  readonly name: string;

  /** @throws {ConstructError} for a name that X-Ray refuses, and a filter expression with a quote or parenthesis too few or too many */
  constructor(scope: Construct, id: string, { insights = false, name, tags, where }: TraceGroupProps) {
    super(scope, id);
    const { path } = this.node;
    if (isKnown(name)) {
      checkKnownText(path, "traceGroupName", name);
      if (name === "Default") throw reservedName(path, "group", name);
    }
    const fault: TraceFilterFault | undefined = isKnown(where) ? traceFilterFault(where) : undefined;
    if (fault !== undefined) throw badTraceFilter(path, where, fault);
    const isOn = insights !== false;
    const checked = checkTags(this, tags);
    this.resource = new XrayGroup(this, "Resource", {
      groupName: name,
      filterExpression: literal(where),
      insightsConfiguration: {
        insightsEnabled: isOn,
        notificationsEnabled: typeof insights === "object" && insights.notifications,
      },
      ...(checked === undefined ? {} : { tags: checked }),
    });
    this.name = this.resource.groupName;
  }
}

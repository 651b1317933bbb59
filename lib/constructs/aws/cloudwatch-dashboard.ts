import { CloudwatchDashboard as Resource } from "@cdktf/provider-aws/lib/cloudwatch-dashboard";
import { Token } from "cdktf";
import { Construct } from "constructs";
import { dashboardFaultClause, dashboardFaults } from "../../aws";
import { refusedDashboard } from "../errors";
import { quoted } from "../quoted";
import { checkText } from "./checks";
import { literal } from "./tokens";

/** Props of {@link CloudwatchDashboard}. */
export interface CloudwatchDashboardProps {
  /** Name of the dashboard, of which an account has one in all Regions: 1 to 255 letters, digits, _ and -. */
  readonly name: string;

  /** Its JSON, as text: `{ widgets: [...] }`. One with tokens is not judged. */
  readonly body: string;
}

/**
 * A dashboard in CloudWatch. Beyond three of an account with up to 50 metrics each, one costs 3 USD a month.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 */
export class CloudwatchDashboard extends Construct {
  readonly resource: Resource;

  /** @throws {ConstructError} for a name and for everything in the body that PutDashboard refuses, all at once */
  constructor(scope: Construct, id: string, { body, name }: CloudwatchDashboardProps) {
    super(scope, id);
    const { path } = this.node;
    checkText(path, "dashboardName", name);
    const faults = Token.isUnresolved(body) ? [] : dashboardFaults(body);
    if (faults.length > 0)
      throw refusedDashboard(
        path,
        name,
        faults.map((fault) => dashboardFaultClause(fault, quoted)),
      );
    this.resource = new Resource(this, "Resource", { dashboardName: name, dashboardBody: literal(body) });
  }
}

import { CloudwatchQueryDefinition } from "@cdktf/provider-aws/lib/cloudwatch-query-definition";
import { Construct } from "constructs";
import { savedQueryNameFault } from "../../aws";
import { refusedFolders } from "../errors";
import { checkCount, checkText } from "./checks";
import { isKnown, literal } from "./tokens";

/** Props of {@link SavedQuery}. */
export interface SavedQueryProps {
  /** Name in the list of saved queries, with its folders before it: `shop-prod/checkout/Newest errors`. 1 to 255 characters, without : and *. */
  readonly name: string;

  /** Query in Logs Insights QL, of at most 10,000 characters. */
  readonly query: string;

  /**
   * Names of the log groups that are chosen when it is opened, at most 50.
   *
   * @default - none: whoever opens it chooses
   */
  readonly logGroups?: readonly string[];
}

/**
 * A saved query of CloudWatch Logs Insights. An account has at most 1,000 in a Region.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutQueryDefinition.html
 */
export class SavedQuery extends Construct {
  readonly resource: CloudwatchQueryDefinition;

  /** @throws {ConstructError} for a name, a query or log groups that PutQueryDefinition or the AWS provider refuses */
  constructor(scope: Construct, id: string, { logGroups = [], name, query }: SavedQueryProps) {
    super(scope, id);
    const { path } = this.node;
    checkText(path, "queryName", name);
    if (isKnown(name) && savedQueryNameFault(name) !== undefined) throw refusedFolders(path, name);
    checkText(path, "queryText", query);
    checkCount(path, "logGroupsOfQuery", logGroups.length, "Choose fewer, or none: whoever opens it chooses.");
    for (const group of logGroups) checkText(path, "logGroupName", group);
    this.resource = new CloudwatchQueryDefinition(this, "Resource", {
      name: literal(name),
      queryString: literal(query),
      ...(logGroups.length === 0 ? {} : { logGroupNames: [...logGroups] }),
    });
  }
}

import { Construct } from "constructs";
import { XraySamplingRule } from "@cdktf/provider-aws/lib/xray-sampling-rule";
import type { TextKind } from "../../aws";
import { badValue, reservedName } from "../errors";
import { checkCount, checkRange, checkText } from "./checks";
import { checkTags, type Tags } from "./tags";
import { isKnown, isKnownNumber, literal } from "./tokens";

/** Props of {@link TraceSamplingRule}. In what requests match, `*` stands for any text and `?` for any character. */
export interface TraceSamplingRuleProps {
  /** Name of the rule, at most 32 characters, and not `Default`. */
  readonly name: string;

  /** Place among all rules of the account and Region, 1 to 9999: the rule with the lowest number that matches a request decides. */
  readonly priority: number;

  /** Share of requests that is recorded beyond the reservoir, 0 to 1. */
  readonly rate: number;

  /**
   * Requests per second that are recorded in any case, of all tasks together.
   *
   * @default 0
   */
  readonly reservoir?: number;

  /**
   * Name of the service, as its spans have it.
   *
   * @default - any
   */
  readonly service?: string;

  /**
   * Type of the service, such as `AWS::ECS::Container`.
   *
   * @default - any
   */
  readonly type?: string;

  /**
   * Host name of the request.
   *
   * @default - any
   */
  readonly host?: string;

  /**
   * HTTP method of the request.
   *
   * @default - any
   */
  readonly method?: string;

  /**
   * Path of the request's address.
   *
   * @default - any
   */
  readonly path?: string;

  /**
   * ARN of the resource that runs the service. Only X-Ray's own SDK for Lambda and API Gateway know it.
   *
   * @default - any
   */
  readonly resource?: string;

  /**
   * Attributes that are known when the span begins, with their values, at most five.
   *
   * @default - none is asked for
   */
  readonly attributes?: Readonly<Record<string, string>>;

  /**
   * Tags of the rule.
   *
   * @default - only the provider's default tags
   */
  readonly tags?: Tags;
}

/**
 * How many requests are recorded, for services that ask X-Ray (remote sampling). It holds in the whole account and Region.
 *
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-console-sampling.html
 */
export class TraceSamplingRule extends Construct {
  readonly resource: XraySamplingRule;

  /** @throws {ConstructError} for what CreateSamplingRule refuses */
  constructor(scope: Construct, id: string, props: TraceSamplingRuleProps) {
    super(scope, id);
    const { path } = this.node;
    const { attributes = {}, name, priority, rate, reservoir = 0 } = props;
    checkText(path, "samplingRuleName", name);
    if (name === "Default") throw reservedName(path, "sampling rule", name);
    checkRange(path, "samplingPriority", priority, "priority");
    if (isKnownNumber(rate) && !(rate >= 0 && rate <= 1))
      throw badValue(path, "rate", rate, "Write a number from 0 to 1: 0.1 is one in ten.");
    if (isKnownNumber(reservoir) && !(Number.isInteger(reservoir) && reservoir >= 0))
      throw badValue(path, "reservoir", reservoir, "Write a whole number, 0 or more.");
    checkCount(path, "samplingAttributes", Object.keys(attributes).length, "Remove some of the attributes.");
    for (const [key, value] of Object.entries(attributes)) {
      if (isKnown(key)) checkText(path, "samplingAttribute", key);
      checkText(path, "samplingAttribute", value, `value of attribute ${key}`);
    }
    const matched = (key: "service" | "type" | "host" | "method" | "path" | "resource", kind: TextKind): string => {
      const text = props[key] ?? "*";
      checkText(path, kind, text, key);
      return literal(text);
    };
    const tags = checkTags(this, props.tags);
    this.resource = new XraySamplingRule(this, "Resource", {
      ruleName: name,
      version: 1,
      priority,
      fixedRate: rate,
      reservoirSize: reservoir,
      serviceName: matched("service", "samplingService"),
      serviceType: matched("type", "samplingService"),
      host: matched("host", "samplingHost"),
      httpMethod: matched("method", "samplingMethod"),
      urlPath: matched("path", "samplingPath"),
      resourceArn: matched("resource", "samplingResource"),
      ...(Object.keys(attributes).length === 0
        ? {}
        : {
            attributes: Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, literal(value)])),
          }),
      ...(tags === undefined ? {} : { tags }),
    });
  }
}

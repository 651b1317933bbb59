import { defineContract } from "../define";
import { lazily } from "./lazily";

const parts = {
  head: "type, time, elb, client, target, request_processing_time",
  tail: "received_bytes, sent_bytes, request, user_agent, ssl_cipher, ssl_protocol, target_group_arn, trace_id, domain_name, chosen_cert_arn, matched_rule_priority, request_creation_time, actions_executed, redirect_url, error_reason, ...",
};

/** The parts of a line, with conditions on those that signals read. */
function line({ elb = "", target = "", targetTime = "" }: Readonly<Record<string, string>> = {}): string {
  return `[${parts.head}, target_processing_time${targetTime}, response_processing_time, elb_status_code${elb}, target_status_code${target}, ${parts.tail}]`;
}

/**
 * Access logs of an application load balancer, with the parts that they have had since 2019 and whatever AWS has added behind them.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html#access-log-entry-format
 */
export const albAccess = lazily(() =>
  defineContract({
    name: "alb-access",
    conventions: "own",
    line: { timestamp: "time", text: line() },
    fields: {
      type: { type: "string", description: "Protocol of the request: http, https, h2, grpcs, ws, wss.", bounded: true },
      time: { type: "timestamp", description: "When the response was sent." },
      elb: { type: "string", description: "The load balancer: app/my-alb/50dc6c495c0c9188.", bounded: true },
      client: { type: "string", description: "Address and port of the client.", pii: true },
      target: { type: "string", description: "Address and port of the target." },
      request_processing_time: { type: "number", description: "Time until it went to a target.", unit: "Seconds" },
      target_processing_time: {
        type: "number",
        description: "Time until the target answered; -1 if it did not.",
        unit: "Seconds",
      },
      response_processing_time: { type: "number", description: "Time to send the response.", unit: "Seconds" },
      elb_status_code: { type: "integer", description: "Status of the response.", bounded: true },
      target_status_code: { type: "integer", description: "Status of the target's response.", bounded: true },
      received_bytes: { type: "integer", description: "Size of the request.", unit: "Bytes" },
      sent_bytes: { type: "integer", description: "Size of the response.", unit: "Bytes" },
      request: { type: "string", description: "Request line: method, address and protocol.", pii: true },
      user_agent: { type: "string", description: "The client's user agent.", pii: true },
      target_group_arn: { type: "string", description: "ARN of the target group." },
      trace_id: { type: "string", description: "The header X-Amzn-Trace-Id." },
      domain_name: { type: "string", description: "Domain of the TLS handshake." },
      actions_executed: { type: "string", description: "What rules did: forward, redirect, waf." },
      error_reason: { type: "string", description: "Why a request failed.", bounded: true },
    },
    signals: {
      requests: { description: "Requests, with any status.", where: line({ elb: " = *" }), default: 0 },
      server_errors: {
        description: "Answers of 500 and above, from targets or from the load balancer itself.",
        where: line({ elb: " = 5*" }),
        default: 0,
      },
      target_errors: {
        description: "Answers of 500 and above from targets.",
        where: line({ target: " = 5*" }),
        default: 0,
      },
      client_errors: { description: "Answers of 400 to 499.", where: line({ elb: " = 4*" }), default: 0 },
      target_processing_time: {
        description: "Time until the target answered.",
        where: line({ targetTime: " >= 0" }),
        value: "target_processing_time",
      },
    },
  }),
);

import { defineContract } from "../define";
import { lazily } from "./lazily";

/**
 * Access logs of API Gateway in the JSON form that its console proposes, for REST APIs (`resourcePath`) and HTTP APIs (`routeKey`). There every value is text, so
 * that a form with `"status": $context.status` does not fit.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html#apigateway-cloudwatch-log-formats
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html
 */
export const apiGatewayAccess = lazily(() =>
  defineContract({
    name: "api-gateway-access",
    conventions: "own",
    line: { timestamp: "requestTime" },
    fields: {
      requestId: { type: "string", description: "Identifies a request." },
      ip: { type: "string", description: "Address of the client.", pii: true },
      caller: { type: "string", description: "Principal that signed the request.", pii: true },
      user: { type: "string", description: "User that signed the request.", pii: true },
      requestTime: { type: "string", description: "When: 10/Oct/2026:13:55:36 +0000." },
      httpMethod: { type: "string", description: "Method of the request.", bounded: true },
      resourcePath: { type: "string", description: "Path of the resource, of a REST API.", bounded: true },
      routeKey: { type: "string", description: "Method and route, of an HTTP API.", bounded: true },
      status: { type: "string", description: "Status of the response.", bounded: true },
      protocol: { type: "string", description: "Protocol of the request.", bounded: true },
      responseLength: { type: "string", description: "Size of the response, as text." },
    },
    signals: {
      requests: { description: "Requests, with any status.", where: "{ $.status = * }", default: 0 },
      server_errors: { description: "Answers of 500 and above.", where: '{ $.status = "5*" }', default: 0 },
      client_errors: { description: "Answers of 400 to 499.", where: '{ $.status = "4*" }', default: 0 },
      throttled: { description: "Answers of 429.", where: '{ $.status = "429" }', default: 0 },
    },
  }),
);

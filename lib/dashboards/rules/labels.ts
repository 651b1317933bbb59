/** Labels that have a value for each request, user or event. */
const unbounded: ReadonlySet<string> = new Set([
  ...["trace_id", "traceid", "span_id", "spanid", "request_id", "requestid", "correlation_id", "correlationid"],
  ...[
    "user_id",
    "userid",
    "session_id",
    "sessionid",
    "customer_id",
    "customerid",
    "order_id",
    "orderid",
    "email",
    "user_email",
  ],
  ...["message_id", "messageid", "transaction_id", "transactionid"],
]);

/** Whether a label, written in whichever way, has no bounded number of values. */
export function isUnbounded(label: string): boolean {
  const plain = label.toLowerCase().replace(/[.-]/g, "_");
  return unbounded.has(plain);
}

import { baseContract, defineContract } from "sightline/contract";

/** What the invoicing workers log, and what is counted from it. */
export const invoicing = defineContract({
  name: "invoicing",
  extends: baseContract,
  fields: {
    "invoice.kind": { type: "string", description: "What was invoiced.", values: ["order", "refund"] },
    "invoice.render_ms": { type: "number", description: "Time to render the document.", unit: "Milliseconds" },
  },
  events: {
    invoice_sent: {
      level: "info",
      description: "An invoice was sent.",
      required: ["invoice.kind", "invoice.render_ms"],
    },
    invoice_failed: { level: "error", description: "An invoice could not be created.", required: ["invoice.kind"] },
  },
  signals: {
    invoices: { description: "Attempts to send an invoice.", on: ["invoice_sent", "invoice_failed"], default: 0 },
    invoice_failures: {
      description: "Invoices that failed.",
      on: "invoice_failed",
      dimensions: ["invoice.kind"],
      total: true,
    },
    render_time: { description: "Time to render an invoice.", on: "invoice_sent", value: "invoice.render_ms" },
  },
});

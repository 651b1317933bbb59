import { App } from "cdktf";
import { reportLines } from "sightline/constructs";
import { OrdersStack } from "./orders-stack";

const app = new App();
const { monitoring } = new OrdersStack(app, "orders");
app.synth();
console.error(reportLines(monitoring.report).join("\n"));

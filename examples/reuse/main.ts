import { App } from "cdktf";
import { InvoicingStack } from "./invoicing-stack";

const app = new App();
new InvoicingStack(app, "invoicing");
app.synth();

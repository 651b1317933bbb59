import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { monitorStack, type StackMonitoring } from "sightline/constructs";

/** A stack of a team as it was before: a function, its log group, its queues, its table. The last statement is all that Sightline adds. */
export class OrdersStack extends TerraformStack {
  readonly monitoring: StackMonitoring;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "Aws", { region: "eu-central-1" });
    const pager = new SnsTopic(this, "Pager", { name: "orders-pager" });
    const chat = new SnsTopic(this, "Chat", { name: "orders-chat" });

    const orders = new Construct(this, "Orders");
    new DynamodbTable(orders, "Table", {
      name: "orders",
      hashKey: "id",
      billingMode: "PAY_PER_REQUEST",
      attribute: [{ name: "id", type: "S" }],
    });
    new SqsQueue(orders, "DeadLetters", { name: "orders-dead" });
    new SqsQueue(orders, "Queue", { name: "orders" });
    new CloudwatchLogGroup(orders, "WorkerLogs", { name: "/aws/lambda/orders-worker", retentionInDays: 30 });
    new LambdaFunction(orders, "Worker", {
      functionName: "orders-worker",
      role: "arn:aws:iam::123456789012:role/orders-worker",
      packageType: "Image",
      imageUri: "123456789012.dkr.ecr.eu-central-1.amazonaws.com/orders-worker:1",
      timeout: 30,
    });
    new SqsQueue(this, "Scratch", { name: "scratch" });

    this.monitoring = monitorStack(this, {
      actions: { warning: chat, critical: pager },
      owner: "orders",
      runbooks: "https://runbooks.example.com",
      exclude: ["Scratch"],
      bySet: { lambda: { throttles: { critical: { above: 100 } } } },
      overrides: {
        "Orders/DeadLetters": { sets: ["sqs_dead_letter"] },
        "Orders/Worker": { errors: { warning: "off", critical: { above: 2 } } },
      },
      dashboard: true,
    });
  }
}

import { metricsOf } from "./resource-metric";

export const ec2Metrics = metricsOf({
  namespace: "AWS/EC2",
  source: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/viewing_metrics_with_cloudwatch.html",
  metrics: {
    "ec2.cpu": {
      metricName: "CPUUtilization",
      statistic: "Average",
      dimensions: ["InstanceId"],
      description: "CPU that the instance uses. Every five minutes; every minute with detailed monitoring.",
    },
    "ec2.status_check": {
      metricName: "StatusCheckFailed",
      statistic: "Maximum",
      dimensions: ["InstanceId"],
      description: "1 if the instance or its host failed a status check, else 0.",
    },
    "ec2.status_check_instance": {
      metricName: "StatusCheckFailed_Instance",
      statistic: "Maximum",
      dimensions: ["InstanceId"],
      description: "1 if the instance itself failed its status check (system, network, memory), else 0.",
    },
    "ec2.status_check_system": {
      metricName: "StatusCheckFailed_System",
      statistic: "Maximum",
      dimensions: ["InstanceId"],
      description:
        "1 if the host under the instance failed its status check, else 0. Recovery moves the instance to another host.",
    },
    "ec2.status_check_ebs": {
      metricName: "StatusCheckFailed_AttachedEBS",
      statistic: "Maximum",
      dimensions: ["InstanceId"],
      description: "1 if an attached EBS volume cannot be read or written, else 0.",
    },
    "ec2.cpu_credits": {
      metricName: "CPUCreditBalance",
      statistic: "Minimum",
      dimensions: ["InstanceId"],
      description:
        "CPU credits that the instance has saved; without any it is slowed down or costs more. Only for burstable instances, every five minutes.",
    },
    "ec2.ebs_io_balance": {
      metricName: "EBSIOBalance%",
      statistic: "Minimum",
      dimensions: ["InstanceId"],
      description:
        "Share of the I/O credits for EBS that is left. Only for smaller instances that burst, every five minutes.",
    },
    "ec2.ebs_byte_balance": {
      metricName: "EBSByteBalance%",
      statistic: "Minimum",
      dimensions: ["InstanceId"],
      description:
        "Share of the throughput credits for EBS that is left. Only for smaller instances that burst, every five minutes.",
    },
    "ec2.network_in": {
      metricName: "NetworkIn",
      statistic: "Sum",
      dimensions: ["InstanceId"],
      description: "Bytes that the instance received.",
    },
    "ec2.network_out": {
      metricName: "NetworkOut",
      statistic: "Sum",
      dimensions: ["InstanceId"],
      description: "Bytes that the instance sent.",
    },
    "ec2.metadata_without_token": {
      metricName: "MetadataNoToken",
      statistic: "Sum",
      dimensions: ["InstanceId"],
      description: "Reads of the instance's metadata without a token, by version 1 of its service.",
    },
  },
});

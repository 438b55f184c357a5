/** Checks of the manifests that need no cluster: what Kubernetes, the operator and Flink would say to them. */
package io.millrace.k8s;

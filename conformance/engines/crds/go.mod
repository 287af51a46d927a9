module cdk8s-dynamodb/conformance/crds

go 1.26.0

// Pinned for the CustomResourceDefinitions inside; nothing of it is compiled, so no go mod tidy here.
require (
	github.com/kubernetes-sigs/kro v0.9.4
	github.com/oam-dev/kubevela v1.11.0
	github.com/upbound/provider-aws/v2 v2.5.0
)

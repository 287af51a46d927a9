// definition-schema asks KubeVela itself what it makes of definitions, many per run.
//
//	definition-schema schema FILE...   the OpenAPI schema and the parameters of each template
//	definition-schema format FILE...   each template's text in cue fmt's form
//
// A FILE is a definition (.cue with a template field, or .yaml) or a bare template; without files a bare
// template is read from stdin. The answer is one JSON array on stdout, in the order of the files.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"cuelang.org/go/cue/format"
	velacue "github.com/oam-dev/kubevela/pkg/cue"
	"github.com/oam-dev/kubevela/pkg/definition"
	"github.com/oam-dev/kubevela/pkg/schema"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

type result struct {
	File            string          `json:"file"`
	Name            string          `json:"name,omitempty"`
	Kind            string          `json:"kind,omitempty"`
	Text            string          `json:"text,omitempty"`
	Schema          json.RawMessage `json:"schema,omitempty"`
	Parameters      []parameter     `json:"parameters,omitempty"`
	Error           string          `json:"error,omitempty"`
	ParametersError string          `json:"parametersError,omitempty"`
}

type parameter struct {
	Name     string `json:"name"`
	Type     string `json:"type"`
	Required bool   `json:"required"`
	Usage    string `json:"usage,omitempty"`
}

// template finds the CUE template the way the definition controller gets to see it.
func template(file, text string, into *result) (string, error) {
	object := definition.Definition{Unstructured: unstructured.Unstructured{Object: map[string]interface{}{}}}
	switch {
	case strings.HasSuffix(file, ".yaml"), strings.HasSuffix(file, ".yml"):
		if err := object.FromYAML([]byte(text)); err != nil {
			return "", err
		}
	case strings.HasPrefix(text, "template:"), strings.Contains(text, "\ntemplate:"):
		if err := object.FromCUEString(text, nil); err != nil {
			return "", err
		}
	default:
		return text, nil
	}
	into.Name, into.Kind = object.GetName(), object.GetKind()
	found, ok, err := unstructured.NestedString(object.Object, definition.DefinitionTemplateKeys...)
	if err == nil && !ok {
		err = fmt.Errorf("no template at %s", strings.Join(definition.DefinitionTemplateKeys, "."))
	}
	return found, err
}

func describe(text string, into *result) {
	// openapi.Gen panics on forms it does not know; that is an answer too.
	defer func() {
		if r := recover(); r != nil {
			into.Error = fmt.Sprint(r)
		}
	}()
	if generated, err := schema.ParsePropertiesToSchema(context.Background(), text); err != nil {
		into.Error = err.Error()
	} else if into.Schema, err = generated.MarshalJSON(); err != nil {
		into.Error = err.Error()
	}
	parameters, err := velacue.GetParameters(text)
	if err != nil {
		into.ParametersError = err.Error()
	}
	for _, p := range parameters {
		into.Parameters = append(into.Parameters, parameter{p.Name, p.Type.String(), p.Required, p.Usage})
	}
}

func answer(mode, file string, content []byte) result {
	into := result{File: file}
	text, err := template(file, string(content), &into)
	if err != nil {
		into.Error = err.Error()
		return into
	}
	if mode == "schema" {
		describe(text, &into)
		return into
	}
	formatted, err := format.Source([]byte(text), format.Simplify())
	if err != nil {
		into.Error = err.Error()
	}
	into.Text = string(formatted)
	return into
}

func main() {
	if len(os.Args) < 2 || (os.Args[1] != "schema" && os.Args[1] != "format") {
		fmt.Fprintln(os.Stderr, "usage: definition-schema schema|format [FILE...]")
		os.Exit(2)
	}
	mode, files := os.Args[1], os.Args[2:]
	results := []result{}
	if len(files) == 0 {
		content, err := io.ReadAll(os.Stdin)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		results = append(results, answer(mode, "-", content))
	}
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			results = append(results, result{File: file, Error: err.Error()})
			continue
		}
		results = append(results, answer(mode, file, content))
	}
	if err := json.NewEncoder(os.Stdout).Encode(results); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

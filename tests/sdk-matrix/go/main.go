// Prints the access key id that the default chain of aws-sdk-go-v2 finds.
package main

import (
	"context"
	"fmt"
	"os"

	"github.com/aws/aws-sdk-go-v2/config"
)

func main() {
	ctx := context.Background()
	settings, err := config.LoadDefaultConfig(ctx)
	if err == nil {
		found, failed := settings.Credentials.Retrieve(ctx)
		if failed == nil {
			fmt.Println(found.AccessKeyID)
			return
		}
		err = failed
	}
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

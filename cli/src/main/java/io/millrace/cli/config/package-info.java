/** What a call is told to do besides its verb: settings from defaults, file, profile, environment and flags, each with its origin. */
package io.millrace.cli.config;

/** What every bounded runner must do alike: the suite, what it compares, and the plainest runner there can be. */
package io.millrace.testkit.contract;

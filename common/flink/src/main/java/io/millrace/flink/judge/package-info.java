/** The judge as an operator. */
package io.millrace.flink.judge;

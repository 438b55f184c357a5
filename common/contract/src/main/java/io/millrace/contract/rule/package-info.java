/** Rules over a record: CEL text, type-checked and lowered to the sealed {@link io.millrace.contract.rule.Expr} nodes. */
package io.millrace.contract.rule;

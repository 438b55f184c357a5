/**
 * Rules as contracts write them: parsed and type-checked by the CEL library, held to the subset that every runner
 * carries out alike, lowered to {@link io.millrace.contract.rule.Expr}.
 */
package io.millrace.contract.cel;

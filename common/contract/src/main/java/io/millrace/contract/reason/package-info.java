/** What can be said of a rule without a record: fields it reads while they may be absent, and that it can never hold. */
package io.millrace.contract.reason;

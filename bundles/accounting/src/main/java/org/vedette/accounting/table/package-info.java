/** Sessions and reports in the database. */
@NullMarked
package org.vedette.accounting.table;

import org.jspecify.annotations.NullMarked;

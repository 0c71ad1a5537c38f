/** What people see: terminal, tables, times, QR codes. */
@NullMarked
package org.vedette.shell.view;

import org.jspecify.annotations.NullMarked;

/** Micro-benchmarks of the parts of a sign-in; run by {@code itests/bench/jmh}. */
package org.vedette.itests.bench.jmh;

package org.vedette.sdk.http;

/** A body that is written as JSON: a record whose components are the fields. */
public interface Json {}

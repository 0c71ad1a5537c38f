package org.vedette.gateway.sip;

import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.delivery.CallEvent;
import org.vedette.api.delivery.CallStep;
import org.vedette.gateway.sip.call.Loop;
import org.vedette.gateway.sip.call.UserAgent;
import org.vedette.gateway.sip.media.Pacer;
import org.vedette.gateway.sip.prompt.Prompts;

/**
 * What all calls of a gateway share.
 *
 * @param settings settings
 * @param loop the thread that drives them
 * @param agent their signalling
 * @param pacer the beat of their sound
 * @param watch how the trunk is
 * @param prompts what can be said
 * @param desk told of events
 * @param random gives so many octets of a strong source
 */
record Trunk(
    SipSettings settings,
    Loop loop,
    UserAgent agent,
    Pacer pacer,
    Watch watch,
    Prompts prompts,
    BiFunction<ChallengeToken, CallEvent, CompletionStage<CallStep>> desk,
    IntFunction<byte[]> random) {}

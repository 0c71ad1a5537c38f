package org.vedette.testkit.smpp;

import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.BroadcastSm;
import org.jsmpp.bean.CancelBroadcastSm;
import org.jsmpp.bean.CancelSm;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.QueryBroadcastSm;
import org.jsmpp.bean.QuerySm;
import org.jsmpp.bean.ReplaceSm;
import org.jsmpp.bean.SubmitMulti;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BroadcastSmResult;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.QueryBroadcastSmResult;
import org.jsmpp.session.QuerySmResult;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.session.SubmitMultiResult;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.util.MessageId;

/** Takes messages, and nothing else that a centre may be asked. */
final class Taking implements ServerMessageReceiverListener {
  private final Function<SubmitSm, SmppCentre.Taken> taking;
  private volatile CountDownLatch silence = new CountDownLatch(1);

  Taking(Function<SubmitSm, SmppCentre.Taken> taking) {
    this.taking = taking;
  }

  /** Ends the silence of those that were not answered. */
  void let() {
    CountDownLatch over = silence;
    silence = new CountDownLatch(1);
    over.countDown();
  }

  @Override
  public SubmitSmResult onAcceptSubmitSm(SubmitSm request, SMPPServerSession source)
      throws ProcessRequestException {
    CountDownLatch over = silence;
    SmppCentre.Taken taken = taking.apply(request);
    try {
      if (taken.how().silent()) {
        over.await();
        throw new ProcessRequestException("too late", SMPPConstant.STAT_ESME_RSYSERR);
      }
      if (taken.how().status() != SMPPConstant.STAT_ESME_ROK) {
        throw new ProcessRequestException("as told", taken.how().status());
      }
      return new SubmitSmResult(new MessageId(taken.id()), new OptionalParameter[0]);
    } catch (InterruptedException | PDUStringException broken) {
      throw new ProcessRequestException("broken", SMPPConstant.STAT_ESME_RSYSERR, broken);
    }
  }

  private static ProcessRequestException unknown() {
    return new ProcessRequestException("not known here", SMPPConstant.STAT_ESME_RINVCMDID);
  }

  @Override
  public SubmitMultiResult onAcceptSubmitMulti(SubmitMulti request, SMPPServerSession source)
      throws ProcessRequestException {
    throw unknown();
  }

  @Override
  public QuerySmResult onAcceptQuerySm(QuerySm request, SMPPServerSession source)
      throws ProcessRequestException {
    throw unknown();
  }

  @Override
  public void onAcceptReplaceSm(ReplaceSm request, SMPPServerSession source)
      throws ProcessRequestException {
    throw unknown();
  }

  @Override
  public void onAcceptCancelSm(CancelSm request, SMPPServerSession source)
      throws ProcessRequestException {
    throw unknown();
  }

  @Override
  public BroadcastSmResult onAcceptBroadcastSm(BroadcastSm request, SMPPServerSession source)
      throws ProcessRequestException {
    throw unknown();
  }

  @Override
  public void onAcceptCancelBroadcastSm(CancelBroadcastSm request, SMPPServerSession source)
      throws ProcessRequestException {
    throw unknown();
  }

  @Override
  public QueryBroadcastSmResult onAcceptQueryBroadcastSm(
      QueryBroadcastSm request, SMPPServerSession source) throws ProcessRequestException {
    throw unknown();
  }

  @Override
  public DataSmResult onAcceptDataSm(DataSm request, Session source)
      throws ProcessRequestException {
    throw unknown();
  }
}

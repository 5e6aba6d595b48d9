extension Checks {
    /// Every check, a family at a time; codes are unique.
    package static let catalogue: [Check] = [
        // Scores
        SC01ImpossibleScore.check,
        SC02ScoreContradiction.check,
        SC03ScoreOutsideScale.check,
        SC04CurrentScoreMissing.check,
        SC05TargetScoreMissing.check,
        SC06InitialScoreMissing.check,
        SC07TargetAboveCurrent.check,
        SC08AboveInitialScore.check,
        SC09BandMismatch.check,
        SC11AtTargetWithActions.check,
        // Routing
        RT01NotMarkedHighLevel.check,
        RT02MarkedWithoutReason.check,
        RT03NotMarkedFramework.check,
        RT04FrameworkWithoutObjective.check,
        RT05ObjectiveWithoutRisk.check,
        RT07StepDownNotAgreed.check,
        RT08RoseToThreshold.check,
        RT09AppetiteExceeded.check,
        RT17BelowLinkedRisk.check,
        RT18ShrunkExtract.check,
        RT19PrincipalRiskNowhere.check,
        RT20PrincipalRiskAtTarget.check,
        // Objectives
        OB01UnknownObjective.check,
        OB02EndedObjective.check,
        OB03ObjectiveNotStrategic.check,
        OB04CarriedOver.check,
        OB05CodeUsedAgain.check,
        // Owners
        OW01NoOwner.check,
        // Dates
        DT01ReviewOverdue.check,
        DT02ReviewOverdueAtThreshold.check,
        DT03NoReviewDate.check,
        DT06TargetDatePassed.check,
        DT08DatesOutOfOrder.check,
        DT09OddDates.check,
        DT10OpenForLong.check,
        DT11OldExtract.check,
        // Actions
        AC01ActionOverdue.check,
        AC02ActionUnassigned.check,
        AC03AboveTargetWithoutAction.check,
        AC04GapWithoutAction.check,
        // Controls
        CA01ControlWithoutAssurance.check,
        CA02OldAssurance.check,
        CA03NoThirdLine.check,
        // Identity
        ID01RejectedRecords.check,
        ID02SharedReference.check,
        ID03MissingRisk.check,
        ID04ReopenedRisk.check,
        // Texts
        TX05PersonalData.check,
        // Reading
        RD01CharactersRepaired.check,
        RD02EncodingNotDeclared.check,
        RD03ElementUnmapped.check,
        RD04WordUnknown.check,
        RD05RecordWithoutID.check,
        RD06DateOrderDecided.check,
        RD07CodeOutOfUse.check,
        RD08OpenBesideClosingDate.check,
        RD09ScoreStandsTwice.check,
        RD10ClosesLater.check,
        RD11ClosedOrLeftOut.check,
        RD12WhichIsWhich.check,
        AP01ApprovalAbsent.check,
        // Rulings
        RL01RulingExpired.check,
        RL02IdleRuling.check,
        RL03OtherBody.check,
    ]

    /// Codes that came after the rulebooks that ship: one without a row for them uses the package's
    /// default, so that no rulebook is edited without a new version.
    package static let later: Set<String> = ["OB05", "RD10", "RD11", "RD12", "RT20"]
}

/// Writes the trust's assurance framework as it stood in January, and as it stood in June.
enum FrameworkWriter {
    /// The framework of a month: in June one principal risk has come down, and there is newer evidence.
    static func framework(month: Int) -> String {
        let isLater = month >= 5
        let day = Trust.months[month]
        let current =
            isLater
            ? "<Current likelihood=\"3\" consequence=\"4\" score=\"12\"/>"
            : "<Current likelihood=\"4\" consequence=\"4\" score=\"16\"/>"
        let reviewed = (day + -12).iso
        let due = (day + 79).iso
        func late(_ assurance: String) -> String {
            // Evidence dated after the framework's day cannot stand in it.
            let parts = assurance.split(separator: "'", omittingEmptySubsequences: false)
            let isKnown = parts.count > 3 && String(parts[3]) <= day.iso
            return isKnown ? assurance : "<!-- no newer evidence -->"
        }
        func rating(_ id: String) -> String {
            ["PR1", "PR3", "PR4", "PR7"].contains(id) ? "limited" : "reasonable"
        }
        return head(day) + """
              <PrincipalRisks>
                <PrincipalRisk id="PR1" objectives="SO5" executive="DPE" committee="PC" domain="Workforce">
                  <Title>Too few nurses and therapists, and too many who leave</Title>
                  <Description>Vacancies and turnover leave teams short, so visits are missed and the staff who stay burn out.</Description>
                  <Initial likelihood="5" consequence="4" score="20"/>
                  <Current likelihood="4" consequence="4" score="16"/>
                  <Target likelihood="2" consequence="4" score="8"/>
                  <Opened>2025-04-01</Opened>
                  <LastReview>\(reviewed)</LastReview>
                  <ReviewDue>\(due)</ReviewDue>
                  <TargetDate>2026-12-31</TargetDate>
                  <LinkedRisk>4107</LinkedRisk>
                  <Control id="C1" owner="DOO">
                    <Text>Safer staffing reviewed twice a day</Text>
                    \(late("<Assurance line='1' date='2026-06-11' source='Locality managers' result='positive'>Staffing tool used on 96% of days</Assurance>"))
                    \(late("<Assurance line='2' date='2026-05-20' source='People Committee' result='limited'>Agency cap exceeded in two localities</Assurance>"))
                  </Control>
                  <Control id="C2" owner="DPE">
                    <Text>Recruitment overseas and grow-our-own programme</Text>
                    <Assurance line="3" date="2025-02-14" source="Internal audit" result="limited">Recruitment audit: limited assurance</Assurance>
                  </Control>
                  <Gap id="G1" kind="control" actions="A101">No cover for specialist posts</Gap>
                  <Gap id="G2" kind="assurance">Exit interviews are not analysed</Gap>
                  <Action id="A101" owner="DPE" due="2026-09-30">Agree shared specialist posts with the acute trust</Action>
                  <AssuranceRating>\(rating("PR1"))</AssuranceRating>
                </PrincipalRisk>
                <PrincipalRisk id="PR2" objectives="SO2" executive="CN" committee="QC" domain="Quality">
                  <Title>Care falls below the standards that we set</Title>
                  <Description>Standards on harm, consent and staffing are met in part, so people come to harm and the regulator intervenes.</Description>
                  <Initial likelihood="4" consequence="5" score="20"/>
                  \(current)
                  <Target likelihood="2" consequence="4" score="8"/>
                  <Opened>2025-04-01</Opened>
                  <LastReview>\(reviewed)</LastReview>
                  <ReviewDue>\(due)</ReviewDue>
                  <TargetDate>2026-10-31</TargetDate>
                  <LinkedRisk>4120</LinkedRisk>
                  <LinkedRisk>4177</LinkedRisk>
                  <Control id="C3" owner="CN">
                    <Text>Quality reviews of every service each year</Text>
                    \(late("<Assurance line='2' date='2026-04-22' source='Quality Committee' result='positive'>21 of 26 reviews done</Assurance>"))
                    <Assurance line="3" date="2025-11-05" source="Regulator" result="requires improvement">Community nursing: requires improvement</Assurance>
                  </Control>
                  <Control id="C4" owner="CN">
                    <Text>Pressure damage and falls panels</Text>
                    \(late("<Assurance line='1' date='2026-06-03' source='Tissue viability lead' result='positive'>Learning shared within 10 days</Assurance>"))
                  </Control>
                  <Gap id="G3" kind="control" actions="A102">Harm in care homes is not seen by the panel</Gap>
                  <Action id="A102" owner="CN" due="2026-08-31">Train link nurses in every care home</Action>
                  <AssuranceRating>\(rating("PR2"))</AssuranceRating>
                </PrincipalRisk>
                <PrincipalRisk id="PR3" objectives="SO3" executive="CN" committee="QC" domain="Quality">
                  <Title>Children wait too long for help</Title>
                  <Description>Demand has doubled and services have not; children lose years in which help would have worked.</Description>
                  <Initial likelihood="5" consequence="4" score="20"/>
                  <Current likelihood="5" consequence="4" score="20"/>
                  <Target likelihood="3" consequence="4" score="12"/>
                  <Opened>2025-04-01</Opened>
                  <LastReview>\(reviewed)</LastReview>
                  <ReviewDue>\(due)</ReviewDue>
                  <TargetDate>2027-03-31</TargetDate>
                  <LinkedRisk>4112</LinkedRisk>
                  <LinkedRisk>4163</LinkedRisk>
                  <Control id="C5" owner="CN">
                    <Text>Triage within ten days and calls to those who wait</Text>
                    \(late("<Assurance line='1' date='2026-06-15' source='Service managers' result='positive'>98% triaged in time</Assurance>"))
                    \(late("<Assurance line='2' date='2026-05-27' source='Quality Committee' result='limited'>Longest wait 61 weeks</Assurance>"))
                  </Control>
                  <Gap id="G4" kind="control" actions="A103">No capacity for the longest waiters</Gap>
                  <Gap id="G5" kind="assurance" actions="A104">Harm while waiting is not measured</Gap>
                  <Action id="A103" owner="CN" due="2026-05-31">Commission 400 assessments from a partner</Action>
                  <Action id="A104" owner="MD" due="2026-07-31">Harm review of the 50 longest waiters</Action>
                  <AssuranceRating>\(rating("PR3"))</AssuranceRating>
                </PrincipalRisk>
                <PrincipalRisk id="PR4" basis="held" objectives="SO4" executive="DOF" committee="FC" domain="Finance">
                  <Title>The trust does not live within its means</Title>
                  <Description>Savings are found late or not at all, so services are cut in haste.</Description>
                  <Initial likelihood="4" consequence="4" score="16"/>
                  <Current likelihood="3" consequence="4" score="12"/>
                  <Target likelihood="2" consequence="4" score="8"/>
                  <Opened>2025-04-01</Opened>
                  <LastReview>\(reviewed)</LastReview>
                  <ReviewDue>\(due)</ReviewDue>
                  <TargetDate>2027-03-31</TargetDate>
                  <LinkedRisk>4260</LinkedRisk>
                  <Control id="C6" owner="DOF">
                    <Text>Savings programme with owners and quality impact panel</Text>
                    \(late("<Assurance line='2' date='2026-06-18' source='Finance Committee' result='limited'>Half of the schemes have an owner</Assurance>"))
                    \(late("<Assurance line='3' date='2026-03-12' source='External audit' result='positive'>Value for money: no significant weakness</Assurance>"))
                  </Control>
                  <Gap id="G6" kind="control" actions="A105">Schemes are rated on spend only</Gap>
                  <Action id="A105" owner="DOF" due="2026-07-31">Name an owner for each scheme</Action>
                  <AssuranceRating>\(rating("PR4"))</AssuranceRating>
                </PrincipalRisk>
                <PrincipalRisk id="PR5" basis="held" objectives="SO4" executive="DDI" committee="AC" domain="Service">
                  <Title>A cyber attack or failure stops clinical systems</Title>
                  <Description>Systems past support cannot be patched; an attack or failure stops them for weeks.</Description>
                  <Opened>2025-04-01</Opened>
                  <LastReview>\(reviewed)</LastReview>
                  <ReviewDue>\(due)</ReviewDue>
                  <OwnRecord>4150</OwnRecord>
                  <LinkedRisk>4133</LinkedRisk>
                  <Control id="C7" owner="DDI">
                    <Text>Backups off site, tested each quarter</Text>
                    \(late("<Assurance line='2' date='2026-04-09' source='Digital board' result='positive'>Restore in 9 hours</Assurance>"))
                    \(late("<Assurance line='3' date='2026-02-26' source='Penetration test' result='limited'>Three high findings, two closed</Assurance>"))
                  </Control>
                  <Control id="C8" owner="DDI">
                    <Text>Suppliers\u{2019} security questionnaire</Text>
                  </Control>
                  <Gap id="G7" kind="control" actions="A106">62 suppliers have not answered</Gap>
                  <Action id="A106" owner="DDI" due="2026-09-30">Ask all suppliers by priority</Action>
                  <AssuranceRating>\(rating("PR5"))</AssuranceRating>
                </PrincipalRisk>
                <PrincipalRisk id="PR6" basis="held" objectives="SO1" executive="DST" committee="SC" domain="Objectives">
                  <Title>Partners do not move together</Title>
                  <Description>Partners\u{2019} plans differ, so care at home stays in pieces and people go to hospital.</Description>
                  <Initial likelihood="4" consequence="3" score="12"/>
                  <Current likelihood="3" consequence="3" score="9"/>
                  <Target likelihood="2" consequence="3" score="6"/>
                  <Opened>2025-04-01</Opened>
                  <LastReview>\(reviewed)</LastReview>
                  <ReviewDue>\(due)</ReviewDue>
                  <TargetDate>2026-12-31</TargetDate>
                  <Control id="C9" owner="DST">
                    <Text>Partnership agreement and joint board</Text>
                    \(late("<Assurance line='2' date='2026-03-18' source='Strategy Committee' result='positive'>Agreement renewed for a year</Assurance>"))
                  </Control>
                  <Gap id="G8" kind="assurance">No joint measure of outcomes</Gap>
                  <AssuranceRating>\(rating("PR6"))</AssuranceRating>
                </PrincipalRisk>
                <PrincipalRisk id="PR7" basis="held" objectives="SO4" executive="DOF" committee="FC" domain="Safety">
                  <Title>The estate is not safe or fit for care</Title>
                  <Description>Backlog maintenance is put off, so clinics close and fire and water safety fail.</Description>
                  <Initial likelihood="4" consequence="4" score="16"/>
                  <Current likelihood="3" consequence="4" score="12"/>
                  <Target likelihood="2" consequence="4" score="8"/>
                  <Opened>2025-04-01</Opened>
                  <LastReview>\(reviewed)</LastReview>
                  <ReviewDue>\(due)</ReviewDue>
                  <TargetDate>2027-06-30</TargetDate>
                  <LinkedRisk>4141</LinkedRisk>
                  <LinkedRisk>4268</LinkedRisk>
                  <Control id="C10" owner="DOF">
                    <Text>Fire, water and electrical safety groups</Text>
                    \(late("<Assurance line='1' date='2026-06-09' source='Estates managers' result='positive'>Monthly checks complete at 9 of 10 sites</Assurance>"))
                    <Assurance line="3" date="2025-09-30" source="Authorised engineers" result="limited">Fire compartments: limited</Assurance>
                  </Control>
                  <Gap id="G9" kind="control" actions="A107">Breached compartments at two sites</Gap>
                  <Action id="A107" owner="DOF" due="2026-06-15">Seal compartments at Riverside House</Action>
                  <AssuranceRating>\(rating("PR7"))</AssuranceRating>
                </PrincipalRisk>
                <PrincipalRisk id="PR8" basis="theme" objectives="SO4" executive="DOF" committee="AC" domain="Quality">
                  <Title>Information for decisions is late or wrong</Title>
                  <Description>Reports are built by hand, so decisions rest on errors.</Description>
                  <Initial likelihood="3" consequence="3" score="9"/>
                  <Current likelihood="2" consequence="3" score="6"/>
                  <Target likelihood="1" consequence="3" score="3"/>
                  <Opened>2025-04-01</Opened>
                  <LastReview>\(reviewed)</LastReview>
                  <ReviewDue>\(due)</ReviewDue>
                  <TargetDate>2026-12-31</TargetDate>
                  <Control id="C11" owner="DOF">
                    <Text>Data quality kite marks</Text>
                    <Assurance line="3" date="2026-01-22" source="Internal audit" result="positive">Two measures tested: substantial</Assurance>
                  </Control>
                  <AssuranceRating>\(rating("PR8"))</AssuranceRating>
                </PrincipalRisk>
                <PrincipalRisk id="PR9" basis="theme" objectives="SO5" executive="DPE" committee="PC" domain="Workforce">
                  <Title>Leaders have no time to lead</Title>
                  <Description>Team leaders carry full caseloads, so supervision and appraisal slip.</Description>
                  <Initial likelihood="3" consequence="4" score="12"/>
                  <Current likelihood="2" consequence="4" score="8"/>
                  <Target likelihood="1" consequence="4" score="4"/>
                  <Opened>2025-04-01</Opened>
                  <LastReview>\(reviewed)</LastReview>
                  <ReviewDue>\(due)</ReviewDue>
                  <TargetDate>2026-12-31</TargetDate>
                  <Control id="C12" owner="DPE">
                    <Text>Leadership programme for team leaders</Text>
                    <Assurance line="1" source="Programme lead">Reports to the People Committee</Assurance>
                  </Control>
                  <AssuranceRating>\(rating("PR9"))</AssuranceRating>
                </PrincipalRisk>
                <PrincipalRisk id="PR10" basis="theme" objectives="SO1" executive="DST" committee="SC" domain="Service">
                  <Title>Severe weather isolates frail people at home</Title>
                  <Description>Heat and floods cut off localities, so visits to the most frail are not made.</Description>
                  <Initial likelihood="2" consequence="4" score="8"/>
                  <Current likelihood="2" consequence="3" score="6"/>
                  <Target likelihood="1" consequence="3" score="3"/>
                  <Opened>2025-04-01</Opened>
                  <LastReview>\(reviewed)</LastReview>
                  <ReviewDue>\(due)</ReviewDue>
                  <TargetDate>2026-11-30</TargetDate>
                  <Control id="C13" owner="DOO">
                    <Text>Severe weather plan and list of the most frail</Text>
                    \(late("<Assurance line='1' date='2026-05-06' source='Emergency planning lead' result='positive'>Exercise in May</Assurance>"))
                  </Control>
                  <AssuranceRating>\(rating("PR10"))</AssuranceRating>
                </PrincipalRisk>
              </PrincipalRisks>
            </AssuranceFramework>

            """
    }

    private static func head(_ day: SampleDay) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <!-- Invented: \(Trust.name) does not exist. Samples/hct/framework.xml says what the elements are. -->
        <AssuranceFramework asAt="\(day.iso)" organisation="\(Trust.code)"
                            organisationName="\(Trust.name)">
          <Committees>
            <Committee id="BOARD" name="Trust Board"/>
            <Committee id="ET" name="Executive Team"/>
            <Committee id="QC" name="Quality Committee"/>
            <Committee id="PC" name="People Committee"/>
            <Committee id="FC" name="Finance and Performance Committee"/>
            <Committee id="SC" name="Strategy Committee"/>
            <Committee id="AC" name="Audit Committee"/>
          </Committees>
          <Executives>
            <Executive id="CEO" role="Chief Executive"/>
            <Executive id="DOO" role="Director of Operations"/>
            <Executive id="CN" role="Chief Nurse"/>
            <Executive id="MD" role="Medical Director"/>
            <Executive id="DPE" role="Director of People"/>
            <Executive id="DOF" role="Director of Finance"/>
            <Executive id="DST" role="Director of Strategy and Partnerships"/>
            <Executive id="DDI" role="Chief Digital Officer"/>
          </Executives>
          <Objectives>
            <Objective id="SO1" kind="strategic" version="2025-28" from="2025-04-01" owner="DST" committee="SC">
              <Text>Help people to stay well at home</Text>
            </Objective>
            <Objective id="SO2" kind="strategic" version="2025-28" from="2025-04-01" owner="CN" committee="QC">
              <Text>Give safe, effective and kind care</Text>
              <Alias>Provide safe and effective services</Alias>
            </Objective>
            <Objective id="SO3" kind="strategic" version="2025-28" from="2025-04-01" owner="CN" committee="QC">
              <Text>Give children the best start</Text>
            </Objective>
            <Objective id="SO4" kind="strategic" version="2025-28" from="2025-04-01" owner="DOF" committee="FC">
              <Text>Use money, buildings and technology well</Text>
            </Objective>
            <Objective id="SO5" kind="strategic" version="2025-28" from="2025-04-01" owner="DPE" committee="PC">
              <Text>Be a place where people want to work</Text>
            </Objective>
            <Objective id="SO6" kind="strategic" version="2023-26" from="2023-04-01" to="2026-03-31" replacedBy="SO4" owner="DDI" committee="AC">
              <Text>Move every service to one patient record</Text>
            </Objective>
            <Objective id="WF3" kind="workforce" version="2025-28" from="2025-04-01" owner="DPE" committee="PC">
              <Text>Every member of staff is trained and appraised</Text>
            </Objective>
          </Objectives>
          <Appetites>
            <Appetite domain="Safety" word="cautious" appetite="8" tolerance="12" toleranceOn="current"/>
            <Appetite domain="Quality" word="cautious" appetite="9" tolerance="12" toleranceOn="current"/>
            <Appetite domain="Workforce" word="open" appetite="12" tolerance="15" toleranceOn="current"/>
            <Appetite domain="Finance" word="open" appetite="9" tolerance="12" toleranceOn="current"/>
            <Appetite domain="Statutory" word="averse" appetite="4" tolerance="8" toleranceOn="current"/>
            <Appetite domain="Service" word="cautious" appetite="9" tolerance="12" toleranceOn="target"/>
            <Appetite domain="Reputation" word="open" appetite="9" tolerance="12" toleranceOn="current"/>
            <Appetite domain="Objectives" word="open" appetite="12" tolerance="15" toleranceOn="current"/>
          </Appetites>

        """
    }
}

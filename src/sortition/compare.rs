//! What each way to select does to the least likely person and to the quotas, side by side (SPEC.md section 5.9).

use serde::{Deserialize, Serialize};

use super::lottery::{Lottery, MAX_PANELS, PARTS};
use super::problem::Problem;
use crate::error::{Code, Error};
use crate::fraction::largest_remainders;
use crate::lottery::{Seed, Stream};
use crate::map::{Map, Order, Set};

/// A way to select 抽选方法.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// Everybody by the same lot, whatever the quotas say 简单抽签.
    Simple,
    /// The seats are shared out among the values of one feature, and each is drawn by itself 分层抽签.
    Stratified,
    /// A lottery of panels by Nash welfare 纳什公平.
    Nash,
    /// A lottery of panels by LEXIMIN 最小者优先.
    Leximin,
}

/// What a method does; chances are of those who may sit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct MethodOutcome {
    /// The method.
    pub method: Method,
    /// The chance of the least likely person, as an exact ratio.
    pub least: (u64, u64),
    /// The chance of the most likely person who need not sit, as an exact ratio.
    pub most: (u64, u64),
    /// How many people have no chance at all.
    pub never: u32,
    /// How unequal the chances are: Gini's coefficient in millionths, rounded down, of chances in parts of 10^15, rounded down.
    pub gini: u32,
    /// How many panels were looked at: those of the lottery, or some that the method draws.
    pub panels: u32,
    /// How many of them miss a quota.
    pub quotas: u32,
    /// How many of them seat two people of one household.
    pub households: u32,
}

/// Compares lotteries with a simple draw and one stratified by a feature, of which so many panels are drawn by a seed that
/// follows from the problem. The methods come in the order of [`Method`].
pub fn compare(
    problem: &Problem,
    by: u32,
    panels: u32,
    lotteries: &[(Method, &Lottery)],
) -> Result<Vec<MethodOutcome>, Error> {
    if panels == 0 || panels > MAX_PANELS {
        return Err(Error::new(Code::SortitionPanelCount).with("most", MAX_PANELS).with("found", panels));
    }
    let seed = Seed(problem.digest()?);
    let mut outcomes = Vec::new();
    for (method, by) in [(Method::Simple, None), (Method::Stratified, Some(by))] {
        let drawer = Drawer::new(problem, by);
        let label = if by.is_some() { "stratified" } else { "simple" };
        let drawn = drawer.draw(seed.stream(label), panels);
        outcomes.push(outcome(problem, method, &drawer.chances(), &drawn));
    }
    for (method, lottery) in lotteries {
        let of = lottery.panels.len() as u64;
        let chances: Vec<(u64, u64)> = lottery.counts.iter().map(|count| (u64::from(*count), of)).collect();
        outcomes.push(outcome(problem, *method, &chances, &lottery.panels));
    }
    outcomes.order_by_key(|outcome| outcome.method);
    Ok(outcomes)
}

fn outcome(problem: &Problem, method: Method, chances: &[(u64, u64)], panels: &[Vec<u32>]) -> MethodOutcome {
    let people = problem.pool().people.iter().zip(chances);
    let may: Vec<(u64, u64)> = people.clone().filter(|(p, _)| p.must != Some(false)).map(|(_, c)| *c).collect();
    let need_not = people.filter(|(person, _)| person.must.is_none()).map(|(_, chance)| *chance);
    let order =
        |a: &(u64, u64), b: &(u64, u64)| (u128::from(a.0) * u128::from(b.1)).cmp(&(u128::from(b.0) * u128::from(a.1)));
    let sets = || panels.iter().map(|panel| panel.iter().copied().collect::<Set<u32>>());
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    MethodOutcome {
        method,
        least: reduced(may.iter().copied().min_by(order).unwrap_or((0, 1))),
        most: reduced(need_not.max_by(order).unwrap_or((0, 1))),
        never: count(may.iter().filter(|(num, _)| *num == 0).count()),
        gini: gini(&may),
        panels: count(panels.len()),
        quotas: count(sets().filter(|members| problem.missed(members) > 0).count()),
        households: count(sets().filter(|members| problem.has_shared_home(members)).count()),
    }
}

fn reduced((num, den): (u64, u64)) -> (u64, u64) {
    let (mut a, mut b) = (num, den);
    while b > 0 {
        (a, b) = (b, a % b);
    }
    (num / a.max(1), den / a.max(1))
}

/// Gini's coefficient in millionths: the mean difference of two chances, by twice their mean.
fn gini(chances: &[(u64, u64)]) -> u32 {
    let part = |(num, den): &(u64, u64)| i128::from(*num) * i128::from(PARTS) / i128::from((*den).max(1));
    let mut parts: Vec<i128> = chances.iter().map(part).collect();
    parts.order();
    let people = i128::try_from(parts.len()).unwrap_or(0);
    let sum: i128 = parts.iter().sum();
    let weighted: i128 = parts.iter().zip(0..).map(|(part, place)| part * (2 * place - people + 1)).sum();
    let millionths = if sum == 0 { 0 } else { weighted * 1_000_000 / (people * sum) };
    u32::try_from(millionths).unwrap_or(0)
}

/// A draw person by person, in one group or in those of a feature.
struct Drawer {
    people: usize,
    /// Who must sit in any case.
    musts: Vec<u32>,
    /// Those who may be drawn, and how many of them are.
    groups: Vec<(Vec<u32>, u64)>,
}

impl Drawer {
    fn new(problem: &Problem, by: Option<u32>) -> Self {
        let people = &problem.pool().people;
        let mut musts = Vec::new();
        let mut groups = Map::<u32, Vec<u32>>::new();
        for (person, place) in people.iter().zip(0..) {
            let value = by.and_then(|by| person.values.get(by as usize)).copied().unwrap_or(0);
            match person.must {
                Some(true) => musts.push(place),
                Some(false) => {}
                None => groups.entry(value).or_default().push(place),
            }
        }
        let mut weights = Map::new();
        weights.extend(groups.iter().map(|(value, group)| (*value, group.len() as u64)));
        let seats = u64::from(problem.seats()).saturating_sub(musts.len() as u64);
        let shared = largest_remainders(seats, &weights);
        let seats = |value: &u32, group: &[u32]| shared.get(value).map_or(0, |seats| (*seats).min(group.len() as u64));
        let groups = groups.into_iter().map(|(value, group)| (seats(&value, &group), group));
        Self { people: people.len(), musts, groups: groups.map(|(seats, group)| (group, seats)).collect() }
    }

    fn chances(&self) -> Vec<(u64, u64)> {
        let mut chances = vec![(0, 1); self.people];
        let mut set = |person: u32, chance| chances.get_mut(person as usize).into_iter().for_each(|c| *c = chance);
        for person in &self.musts {
            set(*person, (1, 1));
        }
        for (group, seats) in &self.groups {
            for person in group {
                set(*person, (*seats, group.len() as u64));
            }
        }
        chances
    }

    fn draw(&self, mut stream: Stream, panels: u32) -> Vec<Vec<u32>> {
        let mut groups = self.groups.clone();
        let mut panel = || {
            let mut panel = self.musts.clone();
            for (group, seats) in &mut groups {
                for place in 0..usize::try_from(*seats).unwrap_or(0) {
                    let left = std::num::NonZeroU64::new((group.len() - place) as u64);
                    let picked = left.map_or(0, |left| stream.uniform(left));
                    group.swap(place, place + usize::try_from(picked).unwrap_or(0));
                    panel.extend(group.get(place));
                }
            }
            panel.order();
            panel
        };
        (0..panels).map(|_| panel()).collect()
    }
}

export default { navigationBarTitleText: '请您表决' };
